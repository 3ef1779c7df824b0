import { type LifecyclePreview } from '../../repository/preview/lifecycle-preview';
import {
  PreviewedAction,
  type PreviewedImage,
  type PreviewedRule,
} from '../../repository/preview/lifecycle-preview-results';
import { type ImageSum, noImages } from '../../repository/preview/lifecycle-sums';
import { shortDigest } from '../../repository/preview/lifecycle-references';
import { boxTable } from '../../private/text/box-table';
import { type Paint } from '../../private/text/paint';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';

const ruleColumns = { rule: 6, description: 50, action: 9, images: 9, 'at most': 11 };
const imageColumns = { image: 38, pushed: 12, size: 10, action: 9, why: 25 };

const actionPaints: Readonly<Record<string, Paint>> = {
  [PreviewedAction.EXPIRE]: 'red',
  [PreviewedAction.ARCHIVE]: 'yellow',
};
const paints = { action: (line: string) => actionPaints[line] };

/** The most images in a table: more than a person reads, and few enough to print at once. */
const mostRows = 1000;

/**
 * Renders a preview as tables for a terminal: the rules, the newest images, the number of images that are
 * not shown, and the totals of all images.
 */
export function renderPreview(
  preview: LifecyclePreview,
  now: string,
  notes: readonly string[],
  terminal: Terminal,
): string {
  const sums = preview._sums();
  const imageCount = Array.from(sums.values()).reduce((count, sum) => count + sum.imageCount, 0);
  const rows: string[][] = [];
  for (const image of preview._eachImage()) {
    if (rows.length === mostRows) break;
    rows.push(imageRow(image));
  }
  const texts = [notShownText(imageCount - rows.length), totals(sums, now), ...notes.map((note) => `Note: ${note}`)];
  const parts = [
    boxTable({ title: 'Rules', columns: ruleColumns, rows: preview.rules.map(ruleRow), paints }, terminal),
    boxTable({ title: 'Images', columns: imageColumns, rows, paints }, terminal),
    ...texts.map((text) => wrap(text, terminal.width)),
  ];
  return parts.filter((text) => text !== '').join('\n\n');
}

function notShownText(count: number): string {
  if (count === 0) return '';
  const which = count === 1 ? 'The oldest image is' : `The ${count} oldest images are`;
  return `${which} not in this table. With --format json the command prints all images.`;
}

function ruleRow({ rulePriority, description, action, imageCount, sizeInBytes }: PreviewedRule): string[] {
  const text = description === undefined ? 'no description' : printable(description);
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
  const sizes = lacksSizes ? ' Images without a size count as 0 bytes.' : '';
  return `At ${now}: ${texts.join(', ')}. Images share layers, so less may be freed.${sizes} ECR acts within 24 hours.`;
}

function sumText(sums: Sums, action: PreviewedAction, verb: string): string {
  const { imageCount, sizeInBytes } = sumOf(sums, action);
  return `${imageCount} to ${action}${imageCount === 0 ? '' : ` (at most ${sizeText(sizeInBytes)} ${verb})`}`;
}

function sumOf(sums: Sums, action: PreviewedAction): ImageSum {
  return sums.get(action) ?? noImages;
}

/** The text without line breaks and escape sequences, which could control the terminal. A description can be any text. */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A size in units of 1000, which ECR uses for bills and in its console. */
export function sizeText(bytes: number): string {
  // From 999.5 on, the value would be shown as 1000, so it gets the next unit.
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes / 0.9995) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}
