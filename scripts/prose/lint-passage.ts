import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRetext from 'remark-retext';
import retextEnglish from 'retext-english';
import retextIndefiniteArticle from 'retext-indefinite-article';
import retextReadability from 'retext-readability';
import retextRepeatedWords from 'retext-repeated-words';
import retextSimplify from 'retext-simplify';
import { type PluggableList, unified } from 'unified';
import { VFile } from 'vfile';
import { elidedClause, houseWords, joinedRemedy, relativeOpening } from './house-words';
import { type Passage, type PassageKind } from './passage';
import { readableText } from './readable-text';
import { retextSentences } from './sentence-rules';

/** Why a wording is not plain English. */
export interface Finding {
  readonly line: number;
  /** The words, as they are in the file. */
  readonly wording: string;
  readonly reason: string;
}

/** Words of this field, and short ones that are plain enough. */
const plainEnough = [
  ...['address', 'capability', 'contains', 'delete', 'equivalent', 'function', 'interface', 'multiple', 'option'],
  ...['parameters', 'relative to', 'render', 'request', 'require', 'selection', 'type', 'validate', 'effect'],
  ...[
    'all of',
    'it is',
    'there are',
    'there is',
    'submit',
    'provide',
    'identify',
    'component',
    'minimum',
    'maximum',
    'however',
    'in addition',
  ],
];

/** A sentence is hard to read if five of the seven formulas say that readers of 18 years find it so. */
const readability = { age: 18, minWords: 14, threshold: 5 / 7 };

/** The article of a value that is code or filled in depends on the value. */
const beforePlaceholder = /^Unexpected article .* before `[xX]+`/;

const rules: PluggableList = [
  retextIndefiniteArticle,
  retextRepeatedWords,
  [retextSimplify, { ignore: plainEnough }],
  [retextReadability, readability],
  retextSentences,
];

const english = unified().use(retextEnglish).use(rules).freeze();

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkRetext, english).freeze();

/** A wording by its offsets in a passage. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

const longestWording = 60;

/** The findings of a passage, in its order. */
export async function lintPassage({ kind, text, lines }: Passage): Promise<Finding[]> {
  const readable = readableText(text);
  const found = [...(await foundByRetext(readable)), ...foundByHouse(kind, readable.replace(/\n/g, ' '))];
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, reason }) => ({
      line: lines[readable.slice(0, start).split('\n').length - 1] ?? 0,
      wording: text
        .slice(start, Math.min(end, start + longestWording))
        .replace(/\s+/g, ' ')
        .trim(),
      reason,
    }));
}

async function foundByRetext(readable: string): Promise<Found[]> {
  const file = new VFile(readable);
  await markdown.run(markdown.parse(file), file);
  return file.messages
    .filter(({ reason }) => !beforePlaceholder.test(reason))
    .map(({ place, reason, source }) => {
      const [start, end] = place !== undefined && 'start' in place ? [place.start.offset, place.end.offset] : [];
      return { start: start ?? 0, end: end ?? readable.length, reason: reasons[source ?? '']?.(reason) ?? reason };
    });
}

/** Reasons of retext's rules in the words of this report. */
const reasons: Readonly<Record<string, (reason: string) => string>> = {
  'retext-simplify': (reason) =>
    reason.replace(/^Unexpected .*?, (?:expected|use|remove it)/, (all) =>
      all.endsWith('remove it') ? 'remove it' : 'write',
    ),
  'retext-readability': () => 'is hard to read: write shorter words and sentences',
};

/** House words, openings and semicolons in a text of one line. */
function foundByHouse(kind: PassageKind, text: string): Found[] {
  const all = (pattern: RegExp, reason: string): Found[] =>
    [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: index, end: index + length, reason }));
  return [
    ...houseWords.flatMap(({ wording, plain }) => all(wording, `write ${plain}`)),
    ...(kind === 'doc comment' ? all(relativeOpening, 'start with a noun or a verb in the third person') : []),
    ...(kind === 'message'
      ? all(joinedRemedy, 'write the problem and the remedy as two sentences')
      : all(elidedClause, 'write a second sentence with its own subject and verb')),
  ];
}
