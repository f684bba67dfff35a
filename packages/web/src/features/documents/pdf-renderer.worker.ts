/** pdf.js draws pages in here: a page that takes minutes holds up nothing else. */

import "pdfjs-dist/legacy/build/pdf.renderer.mjs";
