import { type GuideBlock, type GuideSection, type Prose, prose, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideUse } from './guide-uses';
import { lifecycleWords } from './lifecycle-words';
import { readerName } from './reader-name';
import { type GuideReader } from './reader';
import { type Readers } from './readers';
import { ownersOf } from '../owners';
import { tagRules } from './tag-words';

/** The section about the repository: its address, its tags, its images and its users. */
export function aboutSection(repository: GuideRepository, readers: Readers): GuideSection {
  const { account, region, uri, node, assumed, placeholders, promotedTo } = repository;
  const { LifecyclePolicy: lifecycle } = node.resource.properties;
  return {
    id: 'about',
    title: 'About this repository',
    blocks: [
      {
        kind: 'list',
        items: [
          prose`URI: ${uri}`,
          prose`AWS account: ${account}, Region: ${region}`,
          tagRules(node.resource).words,
          ...ownersItem(ownersOf(node.resource)),
          ...(promotedTo === undefined
            ? []
            : [prose`Each image that you push with a tag is copied to ${promotedTo} if it passes its scan.`]),
        ],
      },
      ...(assumed.length === 0 ? [] : assumedBlocks(repository)),
      ...(placeholders.length === 0 ? [] : placeholderBlocks(repository)),
      text`How long images are kept:`,
      { kind: 'list', items: lifecycleWords(lifecycle, node.resource.changedBy) },
      ...whoBlocks(readers),
    ],
  };
}

function ownersItem(owners: readonly string[]): Prose[] {
  if (owners.length === 0) return [];
  const names = owners.flatMap((owner, index): Prose => (index === 0 ? [{ code: owner }] : [' or ', { code: owner }]));
  return [prose`If you have questions, ask its owners: ${names}.`];
}

function assumedBlocks({ assumed }: GuideRepository): GuideBlock[] {
  return [
    text`Some templates do not specify their account or Region. This page assumes:`,
    { kind: 'list', items: assumed.map(({ what, why }) => prose`${what}, because ${why}`) },
  ];
}

function placeholderBlocks({ placeholders }: GuideRepository): GuideBlock[] {
  return [
    text`The templates do not know some values. Replace these placeholders in each command before you run it:`,
    { kind: 'list', items: placeholders.map(({ name, meaning }) => prose`${name}: ${meaning}`) },
  ];
}

function whoBlocks({ sure, unsure, unread }: Readers): GuideBlock[] {
  const none = text`These templates grant no one access to pull, push or list images. So this page has no commands.`;
  const rows = sure.flatMap(rowsOf);
  const principals = `${unsure}${sure.length > 0 ? ' more' : ''} ${unsure === 1 ? 'principal' : 'principals'}`;
  const who: GuideBlock[] = [text`Who can use it:`, { kind: 'table', head: ['who', 'can', 'condition'], rows }];
  const open = text`${[principals]} may have access, which is known only after deployment. A cloud assembly whose stacks have an account and a Region gives more results.`;
  return [
    ...(sure.length > 0 ? who : unsure + unread === 0 ? [none] : []),
    ...(unsure > 0 ? [open] : []),
    ...(unread > 0 ? [unreadText(unread)] : []),
  ];
}

function unreadText(unread: number): GuideBlock {
  const parts = unread === 1 ? '1 part' : `${unread} parts`;
  return text`${[parts]} of the templates could not be read, and may grant more access. ${'ecr-publishing review'} lists what could not be read.`;
}

const words: readonly (readonly [GuideUse, string])[] = [
  ['push', 'push'],
  ['pull', 'pull'],
  ['list', 'list'],
  ['listTags', 'list tags'],
];

/** The rows of a reader: one for each condition, because a reader may push always and pull only under a condition. */
function rowsOf(reader: GuideReader): Prose[][] {
  const { contributor, uses } = reader;
  const named = words.filter(([use]) => uses.has(use) && !(use === 'listTags' && uses.has('list')));
  const all = named.map(([, word]) => word).join(', ') || 'read manifests';
  if (contributor) return [[readerName(reader), [all], prose`until ${contributor.until}`]];
  if (named.length === 0) return [[readerName(reader), [all], condition([...uses.values()].flat())]];
  const groups = new Map<string, string[]>();
  for (const [use, word] of named) {
    const key = JSON.stringify([...new Set(uses.get(use))]);
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  return Array.from(groups, ([key, can]) => [
    readerName(reader),
    [can.join(', ')],
    condition(JSON.parse(key) as string[]),
  ]);
}

function condition(conditions: readonly string[]): Prose {
  if (conditions.length === 0) return ['always'];
  return [...new Set(conditions)].flatMap((code, index): Prose => {
    const shown = code.includes('allows it by its own policy') ? ['its own account allows it too'] : [{ code }];
    return index === 0 ? shown : [', and ', ...shown];
  });
}
