/** The older-browser build of pdf.js has the types of the newer one. */
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export * from 'pdfjs-dist'
}
