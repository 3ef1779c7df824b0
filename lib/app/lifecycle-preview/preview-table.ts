import { type LifecyclePreview } from '../../repository/preview/lifecycle-preview';
import {
  PreviewedAction,
  type PreviewedImage,
  type PreviewedRule,
} from '../../repository/preview/lifecycle-preview-results';
import { type ImageSum, noImages } from '../../repository/preview/lifecycle-sums';
import { shortDigest } from '../../repository/preview/lifecycle-references';
import { boxTable } from '../../private/text/box-table';
import { wrap } from '../../private/text/wrap';
import { sizeText } from './size-text';

/** The width that a terminal has at least. */
const terminal = 100;

const ruleColumns = { rule: 6, 'what it says': 50, does: 9, images: 9, 'at most': 11 };
const imageColumns = { image: 38, pushed: 12, size: 10, action: 9, why: 25 };

/** How many images a table shows: more than people read, and few enough to print at once. */
const mostRows = 1000;

/**
 * A preview as tables for a terminal of 100 columns: the rules, the newest images, how many images there are besides,
 * and the totals of all.
 */
export function renderPreview(preview: LifecyclePreview, now: string, notes: readonly string[]): string {
  const sums = preview._sums();
  const imageCount = Array.from(sums.values()).reduce((count, sum) => count + sum.imageCount, 0);
  const rows: string[][] = [];
  for (const image of preview._eachImage()) {
    if (rows.length === mostRows) break;
    rows.push(imageRow(image));
  }
  const texts = [leftOut(imageCount - rows.length), totals(sums, now), ...notes.map((note) => `Note: ${note}`)];
  const parts = [
    boxTable('Rules', ruleColumns, preview.rules.map(ruleRow)),
    boxTable('Images', imageColumns, rows),
    ...texts.map((text) => wrap(text, terminal)),
  ];
  return parts.filter((text) => text !== '').join('\n\n');
}

function leftOut(count: number): string {
  if (count === 0) return '';
  const which = count === 1 ? 'The oldest image is' : `The ${count} oldest images are`;
  return `${which} not in this table. With --format json the command prints all images.`;
}

function ruleRow({ rulePriority, description, action, imageCount, sizeInBytes }: PreviewedRule): string[] {
  const text = description === undefined ? 'without description' : printable(description);
  return [String(rulePriority), text, action, String(imageCount), sizeText(sizeInBytes)];
}

function imageRow(image: PreviewedImage): string[] {
  const { imageDigest, imageTags, action, rulePriority, imagePushedAt, imageSizeInBytes, reason } = image;
  const size = imageSizeInBytes === undefined ? '-' : sizeText(imageSizeInBytes);
  const rule = rulePriority === undefined ? '' : `rule ${rulePriority}: `;
  const name = [shortDigest(imageDigest), ...imageTags].map(printable).join('\n');
  return [name, imagePushedAt.slice(0, 10), size, action, `${rule}${reason}`];
}

type Sums = ReadonlyMap<PreviewedAction, ImageSum>;

function totals(sums: Sums, now: string): string {
  const texts = [
    sumText(sums, PreviewedAction.EXPIRE, 'freed'),
    sumText(sums, PreviewedAction.ARCHIVE, 'moved'),
    `${sumOf(sums, PreviewedAction.KEEP).imageCount} to keep`,
  ];
  const lacksSizes = [PreviewedAction.EXPIRE, PreviewedAction.ARCHIVE].some((action) => sumOf(sums, action).lacksSizes);
  const sizes = lacksSizes ? ' Sizes that are not given are left out.' : '';
  return `At ${now}: ${texts.join(', ')}. Images share layers, so less may be freed.${sizes} ECR acts within 24 hours.`;
}

function sumText(sums: Sums, action: PreviewedAction, verb: string): string {
  const { imageCount, sizeInBytes } = sumOf(sums, action);
  return `${imageCount} to ${action}${imageCount === 0 ? '' : ` (at most ${sizeText(sizeInBytes)} ${verb})`}`;
}

function sumOf(sums: Sums, action: PreviewedAction): ImageSum {
  return sums.get(action) ?? noImages;
}

/** Tags are ASCII, but a description is anybody's text: no line break and no escape sequence reaches the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
