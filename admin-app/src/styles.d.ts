/** Style sheets are imported for the bundler alone. */
declare module '*.scss';
declare module '*.css';
