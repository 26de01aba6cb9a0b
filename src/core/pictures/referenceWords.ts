import type { ReferenceProblem, UndecodableForm } from './reference';

/** Why a picture to work from was not sent, in English: for the log and the door without VS Code. */
export function referenceWords(problem: ReferenceProblem): string {
  switch (problem.what) {
    case 'tooMany':
      return `${problem.count} reference pictures; the route takes at most ${problem.most}`;
    case 'unknownType':
      return `${problem.name} is no PNG, JPEG, WebP, HEIC or HEIF picture`;
    case 'typeNotTaken':
      return `${problem.name} is ${problem.mime}, which the route does not take; it takes ${problem.possible.join(', ')}`;
    case 'cannotShrink':
      return `${problem.name} is larger than ${problem.maxBytes} bytes, and ${problem.mime} cannot be made smaller here; save it as JPEG`;
    case 'cannotDecode':
      return `${problem.name} is too large to send as it is, and ${forms[problem.form]}`;
    case 'tooManyPixels':
      return `${problem.name} has too many pixels to be made smaller here: ${problem.width}x${problem.height}`;
    case 'tooLarge':
      return `${problem.name} is larger than ${problem.maxBytes} bytes even when made smaller`;
    case 'unreadable':
      return `${problem.name} has to be made smaller and cannot be read; it may be damaged (${problem.detail})`;
  }
}

const forms: Readonly<Record<UndecodableForm, string>> = {
  cmykJpeg: 'a CMYK JPEG cannot be made smaller here; convert it to RGB',
  rareJpeg: 'a lossless, arithmetic-coded or 12-bit JPEG cannot be made smaller here; save it as an ordinary JPEG',
  animatedWebp: 'an animated WebP cannot be made smaller here; save one frame of it as PNG or JPEG',
  hdrPng: 'an HDR PNG cannot be made smaller here; save it in SDR, as PNG or JPEG',
};
