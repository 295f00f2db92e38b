/**
 * textWidth knows how wide a text will be without a page to measure it in, so that the layout is a
 * pure function. The widths are those of Inter with tabular figures, in thousandths of the size.
 */

export type Weight = 'regular' | 'bold';

// From the space to the tilde, as the font has them.
const regular = [
  269, 288, 466, 633, 642, 982, 644, 300, 391, 391, 648, 648, 269, 648, 269, 360, 648, 648, 648,
  648, 648, 648, 648, 648, 648, 648, 269, 269, 648, 648, 648, 511, 966, 701, 654, 730, 722, 601,
  590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 701, 1004, 682,
  679, 629, 391, 324, 391, 471, 456, 323, 562, 612, 571, 612, 583, 341, 613, 591, 242, 242, 549,
  242, 876, 591, 600, 612, 612, 388, 528, 327, 591, 562, 818, 546, 562, 552, 391, 333, 391, 648,
];
const bold = [
  269, 321, 523, 644, 650, 1004, 663, 326, 391, 391, 647, 647, 269, 647, 269, 379, 647, 647, 647,
  647, 647, 647, 647, 647, 647, 647, 269, 269, 647, 647, 647, 543, 999, 739, 659, 737, 722, 605,
  588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 739, 1037, 720,
  713, 652, 391, 342, 391, 481, 469, 351, 574, 624, 583, 624, 591, 358, 625, 612, 262, 262, 569,
  262, 900, 612, 609, 624, 624, 404, 549, 348, 612, 587, 839, 569, 588, 566, 391, 359, 391, 647,
];

const ELLIPSIS = '…';
const ellipsisWidth = 910;
/** A letter that is not in the table: most accented Latin is narrower, most other scripts are not wider. */
const latinWidth = 680;
const wideWidth = 1_000;

export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  const widths = weight === 'bold' ? bold : regular;
  let total = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    total +=
      widths[code - 32] ??
      (letter === ELLIPSIS ? ellipsisWidth : code < 0x1100 ? latinWidth : wideWidth);
  }
  return (total * size) / 1_000;
}

/** As much of a text as fits, with an ellipsis where it was cut. */
export function fitText(
  text: string,
  room: number,
  size: number,
  weight: Weight = 'regular',
): string {
  if (textWidth(text, size, weight) <= room) return text;
  const letters = [...text];
  while (letters.length > 0) {
    letters.pop();
    const cut = `${letters.join('').trimEnd()}${ELLIPSIS}`;
    if (textWidth(cut, size, weight) <= room) return cut;
  }
  return '';
}
