/**
 * Renews the nonces of a stored page, in forms and links, when their time is over: the page may have been open for long,
 * or come from a browser's or an edge's copy. Loaded only by pages that show a nonce to visitors who are not logged in.
 * Everything it needs is in the attributes of its own element.
 */
(() => {
	const data = document.querySelector( 'script[data-dynamic-cache-nonces]' );
	if ( data === null ) {
		return;
	}
	const PATIENCE_MS = 5000;
	const RETRY_SECONDS = 60;
	const SPREAD_SECONDS = 300;

	/** Seconds that a nonce holds after the end of its tick. */
	const tick = Number( data.dataset.tick );
	let nonces = data.dataset.dynamicCacheNonces.split( '_' );
	let until = Number( data.dataset.until );
	let ahead = 0;
	let notBefore = 0;
	let underWay = null;
	let timer;
	const passing = new WeakSet();

	/** Unix seconds of the server, as far as they are known. */
	const now = () => Date.now() / 1000 + ahead;

	const roots = ( root ) => [
		root,
		...[ ...root.querySelectorAll( 'template' ) ].flatMap( ( template ) => roots( template.content ) ),
	];

	const renewed = ( text, fresh ) => nonces.reduce( ( all, old, at ) => all.replaceAll( '=' + old, '=' + fresh[ at ] ), text );

	const put = ( fresh ) => {
		for ( const root of roots( document ) ) {
			for ( const field of root.querySelectorAll( 'input, button' ) ) {
				const at = nonces.indexOf( field.value );
				if ( at !== -1 ) {
					field.value = fresh[ at ];
				}
			}
			for ( const [ selector, name ] of [ [ 'a[href]', 'href' ], [ 'form[action]', 'action' ] ] ) {
				for ( const element of root.querySelectorAll( selector ) ) {
					const before = element.getAttribute( name );
					const after = renewed( before, fresh );
					if ( after !== before ) {
						element.setAttribute( name, after );
					}
				}
			}
		}
		nonces = fresh;
	};

	/** Without cookies: the answer is the same for everybody. */
	const ask = async () => {
		const response = await fetch( data.dataset.url, {
			method: 'POST',
			credentials: 'omit',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify( { token: data.dataset.token } ),
			signal: AbortSignal.timeout( PATIENCE_MS ),
		} );
		const answer = response.ok ? await response.json() : null;
		if ( ! Array.isArray( answer?.nonces ) || answer.nonces.length !== nonces.length ) {
			throw new Error( 'no nonces' );
		}
		put( answer.nonces );
		until = answer.until;
		ahead = answer.now - Date.now() / 1000;
	};

	/** One request at a time; one that fails leaves the page as it is. */
	const renew = () => {
		underWay ??= ask()
			.catch( () => {
				notBefore = now() + RETRY_SECONDS * ( 1 + Math.random() );
			} )
			.finally( () => {
				underWay = null;
				wait();
			} );
		return underWay;
	};

	const check = () => {
		if ( now() >= until && now() >= notBefore ) {
			renew();
		}
	};

	/** A nonce holds through the tick after its own, so that not all open pages have to ask in the same second. */
	const wait = () => {
		clearTimeout( timer );
		const spread = Math.random() * Math.min( SPREAD_SECONDS, tick / 4 );
		timer = setTimeout( check, Math.max( 1, Math.max( until, notBefore ) - now() + spread ) * 1000 );
	};

	const shows = ( form ) => [ ...form.elements ].some( ( field ) => nonces.includes( field.value ) ) || nonces.some( ( nonce ) => form.action.includes( '=' + nonce ) );

	/** Only what would be refused for certain is held back, and only until there is an answer. */
	const hold = ( event ) => {
		const form = event.target;
		if ( ! ( form instanceof HTMLFormElement ) || now() < until + tick || passing.has( form ) || ! shows( form ) ) {
			return;
		}
		event.preventDefault();
		event.stopImmediatePropagation();
		const by = event.submitter;
		renew().then( () => {
			passing.add( form );
			form.requestSubmit( by );
			passing.delete( form );
		} );
	};

	addEventListener( 'submit', hold, true );
	addEventListener( 'focusin', check );
	addEventListener( 'pageshow', check );
	document.addEventListener( 'visibilitychange', check );
	check();
	wait();
})();
