/** How the page is built: one static folder, no inline scripts, packages read from source; a worker that knows its files. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const workerName = "service-worker";

/** Tells the worker which files belong to this build; with any of them the worker changes, which is how browsers notice. */
const tellWorkerItsFiles = (): Plugin => ({
  name: "fenji-page-files",
  generateBundle: {
    // After everybody else: some chunks hold nothing but styles and are dropped late.
    order: "post",
    handler: (_options, bundle) => {
      const worker = bundle[`${workerName}.js`];
      if (worker?.type !== "chunk") return;
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith("assets/"))
        .toSorted()
        .map((name) => `/${name}`);
      const hash = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16);
      const words = JSON.stringify(["/mark.svg", ...files]);
      worker.code = `const fenjiPageFiles=${words},fenjiPageHash="${hash}";${worker.code}`;
    },
  },
});

const pdfFolder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const { version: pdfVersion } = JSON.parse(readFileSync(join(pdfFolder, "package.json"), "utf8"));
const pdfParts = `assets/pdf-${pdfVersion}/`;

/** What pdf.js fetches by name: character maps of Chinese, the standard fonts, and decoders in plain JavaScript. */
const wantedOfPdf: Readonly<Record<string, RegExp>> = {
  cmaps: /^(?:Adobe-(?:GB1|CNS1)|GB|UniGB|CNS|UniCNS|B5|ETen|HK|ETHK|LICENSE)/,
  standard_fonts: /./,
  wasm: /_nowasm_fallback\.js$|^LICENSE_(?:PDFJS_)?(?:JBIG2|OPENJPEG)$/,
};

const emitPdfParts = (): Plugin => ({
  name: "fenji-pdf-parts",
  generateBundle() {
    for (const [folder, wanted] of Object.entries(wantedOfPdf))
      for (const name of readdirSync(join(pdfFolder, folder)).filter((one) => wanted.test(one)))
        this.emitFile({
          type: "asset",
          fileName: `${pdfParts}${folder}/${name}`,
          source: readFileSync(join(pdfFolder, folder, name)),
        });
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), emitPdfParts(), tellWorkerItsFiles()],
  define: { fenjiPdfParts: JSON.stringify(`/${pdfParts}`) },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: `${import.meta.dirname}/index.html`,
        [workerName]: `${import.meta.dirname}/src/offline/service-worker.ts`,
      },
      output: {
        // Its address stays, so that a browser finds the next version of it.
        entryFileNames: ({ name }) =>
          name === workerName ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:8420" } },
});
