// Draws every page of many PDFs with pdf.js, as the console does, on a canvas without a browser.
//
//     node pdfjs_draws.mjs NODE_MODULES SIDE FILE.pdf...    writes FILE.pdfjs-1.pgm and so on
//
// A file that pdf.js does not open leaves FILE.pdfjs-0.txt with the cause.

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, side, ...files] = process.argv.slice(2);
const require = createRequire(join(packages, 'pdfjs-dist/package.json'));
const { createCanvas } = require('@napi-rs/canvas');
const folder = join(packages, 'pdfjs-dist');
const pdfjs = await import(pathToFileURL(join(folder, 'legacy/build/pdf.mjs')).href);

async function draw(file) {
  const data = new Uint8Array(await readFile(file));
  const loading = pdfjs.getDocument({
    data,
    verbosity: 0,
    isEvalSupported: false,
    standardFontDataUrl: join(folder, 'standard_fonts/'),
    cMapUrl: join(folder, 'cmaps/'),
    wasmUrl: join(folder, 'wasm/'),
    iccUrl: join(folder, 'iccs/'),
  });
  const document = await loading.promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: Number(side) / Math.max(width, height) });
    const size = [Math.round(viewport.width), Math.round(viewport.height)];
    const canvas = createCanvas(...size);
    const context = canvas.getContext('2d');
    await page.render({ canvas, canvasContext: context, viewport }).promise;
    const { data: pixels } = context.getImageData(0, 0, ...size);
    const grey = Buffer.alloc(size[0] * size[1]);
    for (let at = 0; at < grey.length; at += 1) {
      grey[at] = Math.round(0.299 * pixels[at * 4] + 0.587 * pixels[at * 4 + 1] + 0.114 * pixels[at * 4 + 2]);
    }
    const head = Buffer.from(`P5\n${size[0]} ${size[1]}\n255\n`);
    await writeFile(file.replace(/\.pdf$/, `.pdfjs-${number}.pgm`), Buffer.concat([head, grey]));
    page.cleanup();
  }
  await loading.destroy();
}

for (const file of files) {
  try {
    await draw(file);
  } catch (error) {
    await writeFile(file.replace(/\.pdf$/, '.pdfjs-0.txt'), String(error));
  }
}
process.exit(0);
