/** pdf.js takes a PDF apart in here, away from the page; it can be ended at any moment. */

import "pdfjs-dist/legacy/build/pdf.worker.mjs";
