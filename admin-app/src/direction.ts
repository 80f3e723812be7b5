/**
 * Runs before any screen is loaded. A screen's own styles come with it, and webpack asks for them from left to right
 * whatever the language is; WordPress does so only for the styles that it prints itself (`rtl` of wp_style_add_data()).
 */

/** webpack's own: the file of the styles of a chunk. */
declare const __webpack_require__: { miniCssF?: (chunk: string | number) => string };

const leftToRight = __webpack_require__.miniCssF;
if (document.documentElement.dir === 'rtl' && leftToRight !== undefined) {
  __webpack_require__.miniCssF = (chunk) => leftToRight(chunk).replace(/\.css$/, '-rtl.css');
}
