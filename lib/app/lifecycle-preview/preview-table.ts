import { type LifecyclePreview } from '../../repository/lifecycle-preview';
import { PreviewedAction, type PreviewedImage, type PreviewedRule } from '../../repository/lifecycle-preview-results';
import { shortDigest } from '../../repository/lifecycle-references';
import { boxTable } from '../../private/box-table';
import { wrap } from '../../private/wrap';
import { sizeText } from './size-text';

/** The width that a terminal has at least. */
const terminal = 100;

const ruleColumns = { rule: 6, 'what it says': 50, does: 9, images: 9, 'at most': 11 };
const imageColumns = { image: 38, pushed: 12, size: 10, action: 9, why: 25 };

/** A preview as tables for a terminal of 100 columns: the rules, the images newest first, the totals. */
export function renderPreview(preview: LifecyclePreview, now: string, notes: readonly string[]): string {
  const { rules, images } = preview;
  const parts = [
    boxTable('Rules', ruleColumns, rules.map(ruleRow)),
    boxTable('Images', imageColumns, images.map(imageRow)),
    ...[totals(preview, now), ...notes.map((note) => `Note: ${note}`)].map((text) => wrap(text, terminal)),
  ];
  return parts.filter((text) => text !== '').join('\n\n');
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

function totals({ images, rules }: LifecyclePreview, now: string): string {
  const sums = [
    sumText(images, rules, PreviewedAction.EXPIRE, 'freed'),
    sumText(images, rules, PreviewedAction.ARCHIVE, 'moved'),
    `${countOf(images, PreviewedAction.KEEP)} to keep`,
  ];
  const sizes = images.some(
    ({ action, imageSizeInBytes }) => action !== PreviewedAction.KEEP && imageSizeInBytes === undefined,
  )
    ? ' Sizes that are not given are left out.'
    : '';
  return `At ${now}: ${sums.join(', ')}. Images share layers, so less may be freed.${sizes} ECR acts within 24 hours.`;
}

function sumText(
  images: readonly PreviewedImage[],
  rules: readonly PreviewedRule[],
  action: PreviewedAction,
  verb: string,
): string {
  const bytes = rules.filter((rule) => rule.action === action).reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
  const count = countOf(images, action);
  return `${count} to ${action}${count === 0 ? '' : ` (at most ${sizeText(bytes)} ${verb})`}`;
}

function countOf(images: readonly PreviewedImage[], wanted: PreviewedAction): number {
  return images.filter(({ action }) => action === wanted).length;
}

/** Tags are ASCII, but a description is anybody's text: no line break and no escape sequence reaches the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
