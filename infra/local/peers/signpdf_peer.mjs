// Appends the statement page to a scan with pdf-lib, which writes the file anew, and signs it with @signpdf.
//
// Arguments: FOLDER of the job (key.p12, signature.png, font.ttf, statement.txt), SCAN, OUT, RUNS. Prints what it took.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import fontkit from '@pdf-lib/fontkit';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { PDFDocument } from 'pdf-lib';

const [job, scan, out, runs] = process.argv.slice(2);
const file = (name) => readFileSync(join(job, name));

async function sign() {
  const document = await PDFDocument.load(readFileSync(scan));
  document.registerFontkit(fontkit);
  const font = await document.embedFont(file('font.ttf'), { subset: true });
  const image = await document.embedPng(file('signature.png'));
  const page = document.addPage([595, 842]);
  file('statement.txt')
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .forEach((line, index) => page.drawText(line, { x: 70, y: 780 - 22 * index, size: 13, font }));
  // The placeholder has no appearance of its own: the image is drawn on the page, where the widget stands.
  page.drawImage(image, { x: 340, y: 420, width: 160, height: 160 });
  pdflibAddPlaceholder({
    pdfPage: page,
    reason: 'Certified copy',
    contactInfo: '',
    name: 'Official',
    location: '',
    signatureLength: 8192,
    subFilter: 'ETSI.CAdES.detached',
    widgetRect: [340, 420, 500, 580],
  });
  const signer = new P12Signer(file('key.p12'), { passphrase: 'peers' });
  const prepared = Buffer.from(await document.save({ useObjectStreams: false }));
  writeFileSync(out, await new SignPdf().sign(prepared, signer));
}

/** Processor time of this process, in nanoseconds. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

const times = [];
for (let run = 0; run < Number(runs); run += 1) {
  const begin = cpu();
  await sign();
  times.push(cpu() - begin);
}
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
console.log(JSON.stringify({ cpu: Math.min(...times), process: cpu(), memory: Number(peak) * 1024 }));
