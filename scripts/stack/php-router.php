<?php
/**
 * Stands in for a web server's rewrite rules: runs before every request that `php -S` answers.
 *
 * @package DynamicCache
 */

declare(strict_types=1);

( static function (): void {
	$path = rawurldecode( (string) strtok( (string) $_SERVER['REQUEST_URI'], '?' ) );
	$file = $_SERVER['DOCUMENT_ROOT'] . $path;

	// As a production host is set up: the database, the cached pages and dot files are nobody's to read.
	if ( 1 === preg_match( '#/\.|^/wp-content/(?:database|cache)/#', $path ) ) {
		http_response_code( 403 );
		$GLOBALS['dynamic_cache_router'] = true;
		return;
	}
	if ( is_dir( $file ) && ! str_ends_with( $path, '/' ) && is_file( $file . '/index.php' ) ) {
		header( 'Location: ' . $path . '/', true, 301 );
		$GLOBALS['dynamic_cache_router'] = true;
		return;
	}
	if ( '/' !== $path && ( is_file( $file ) || is_file( $file . 'index.php' ) ) ) {
		// The built-in server serves the file itself, or runs it when it is PHP.
		$GLOBALS['dynamic_cache_router'] = false;
		return;
	}
	$_SERVER['SCRIPT_NAME']     = '/index.php';
	$_SERVER['PHP_SELF']        = '/index.php';
	$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
	unset( $_SERVER['PATH_INFO'] );
} )();

if ( isset( $GLOBALS['dynamic_cache_router'] ) ) {
	return $GLOBALS['dynamic_cache_router'];
}

require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
