/** The build's own scripts are plain JavaScript: Node runs them before anything is compiled. */
declare module '*.mjs';
