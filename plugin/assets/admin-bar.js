/**
 * The actions of the entry in the admin bar. Loaded for people who may purge, on the site and in wp-admin. Everything it
 * needs is in the attributes of one element, so that a policy against inline scripts is no obstacle.
 */
(() => {
	const said = document.querySelector( '.dynamic-cache-said' );
	if ( said === null ) {
		return;
	}
	const words = JSON.parse( said.dataset.words );
	const about = JSON.parse( said.dataset.about );
	const state = document.querySelector( '#wp-admin-bar-dynamic-cache-state .ab-item' );
	let isBusy = false;

	const say = ( text ) => {
		said.textContent = text;
	};

	/** Sends one request; throws the sentence that the person is to read. */
	const post = async ( path, body ) => {
		let response;
		try {
			response = await fetch( said.dataset.root + path, {
				method: 'POST',
				credentials: 'same-origin',
				headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': said.dataset.nonce },
				body: JSON.stringify( body ),
			} );
		} catch {
			throw words.failed;
		}
		const answer = await response.json().catch( () => null );
		if ( response.ok && answer !== null ) {
			return answer;
		}
		if ( response.status === 401 || response.status === 403 ) {
			throw words.expired;
		}
		throw answer?.details?.[ 0 ]?.message ?? words.failed;
	};

	const whyCold = ( page ) => {
		const layers = [ page.origin, page.edge ].filter( ( layer ) => layer !== null );
		return layers.map( ( layer ) => layer.error ?? layer.reason ?? layer.status ).join( ' ' );
	};

	/** What was done here, and whether the edge knows of it by now. */
	const withEdge = ( text, answer ) => {
		if ( answer.edge_waits === true ) {
			return `${ text } ${ words.edgeWaits }`;
		}
		return answer.edge === null ? text : `${ text } ${ words.edgeKnows }`;
	};

	const actions = {
		purge: async () => {
			return withEdge( words.purged, await post( '/purge', about ) );
		},
		warm: async () => {
			const [ page ] = ( await post( '/warm', about ) ).pages;
			return page.warm ? words.warmed : words.cold.replace( '%s', whyCold( page ) );
		},
		everything: async () => {
			return withEdge( words.emptied, await post( '/purge', { everything: true } ) );
		},
	};

	const act = async ( name ) => {
		if ( isBusy || ( name === 'everything' && ! window.confirm( words.sure ) ) ) {
			return;
		}
		isBusy = true;
		say( words.busy );
		try {
			const text = await actions[ name ]();
			say( text );
			if ( state !== null ) {
				state.textContent = text;
			}
		} catch ( thrown ) {
			say( typeof thrown === 'string' ? thrown : words.failed );
		}
		isBusy = false;
	};

	for ( const name of Object.keys( actions ) ) {
		const link = document.querySelector( `#wp-admin-bar-dynamic-cache-${ name } > a` );
		link?.addEventListener( 'click', ( event ) => {
			event.preventDefault();
			act( name );
		} );
	}
})();
