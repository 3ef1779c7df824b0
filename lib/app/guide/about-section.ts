import { type GuideBlock, type GuideSection, type Prose, prose, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideUse } from './guide-uses';
import { lifecycleWords } from './lifecycle-words';
import { readerName } from './reader-name';
import { type GuideReader } from './reader';
import { type Readers } from './readers';
import { tagRules } from './tag-words';

/** What the repository is, and who can do what with it. */
export function aboutSection(repository: GuideRepository, readers: Readers): GuideSection {
  const { account, region, uri, node, assumed, placeholders, promotedTo } = repository;
  const { LifecyclePolicy: lifecycle } = node.resource.properties;
  return {
    id: 'about',
    title: 'What it is',
    blocks: [
      {
        kind: 'list',
        items: [
          prose`URI: ${uri}`,
          prose`AWS account: ${account}, Region: ${region}`,
          prose`Tags: ${tagRules(node.resource).words}`,
          ...(promotedTo === undefined
            ? []
            : [prose`What is pushed here with a tag is copied to ${promotedTo}, if its scan lets it pass.`]),
        ],
      },
      ...(assumed.length === 0 ? [] : assumedBlocks(repository)),
      ...(placeholders.length === 0 ? [] : placeholderBlocks(repository)),
      text`How long images stay:`,
      { kind: 'list', items: lifecycleWords(lifecycle) },
      ...whoBlocks(readers),
    ],
  };
}

function assumedBlocks({ assumed }: GuideRepository): GuideBlock[] {
  return [
    text`Not all templates say where they are deployed. This page assumes:`,
    { kind: 'list', items: assumed.map(({ what, why }) => prose`${what}, since ${why}`) },
  ];
}

function placeholderBlocks({ placeholders }: GuideRepository): GuideBlock[] {
  return [
    text`The templates leave something open. Replace it in each command before you run it:`,
    { kind: 'list', items: placeholders.map(({ name, meaning }) => prose`${name}: ${meaning}`) },
  ];
}

function whoBlocks({ sure, unsure, unread }: Readers): GuideBlock[] {
  const nobody = text`These templates let nobody pull, push or list here. This page has no commands for that reason.`;
  const rows = sure.flatMap(rowsOf);
  const who: GuideBlock[] = [text`Who can use it:`, { kind: 'table', head: ['who', 'can', 'if'], rows }];
  const open = text`Of ${[String(unsure)]} ${[sure.length > 0 ? 'more' : 'who may']}, only the deploy tells. A cloud assembly whose stacks have an account and a Region tells more.`;
  return [
    ...(sure.length > 0 ? who : unsure + unread === 0 ? [nobody] : []),
    ...(unsure > 0 ? [open] : []),
    ...(unread > 0 ? [unreadText(unread)] : []),
  ];
}

function unreadText(unread: number): GuideBlock {
  const parts = unread === 1 ? '1 part' : `${unread} parts`;
  return text`This page does not know ${[parts]} of the templates, which may grant access to others. ${'ecr-publishing review'} lists what could not be read.`;
}

const words: readonly (readonly [GuideUse, string])[] = [
  ['push', 'push'],
  ['pull', 'pull'],
  ['list', 'list'],
  ['listTags', 'list tags'],
];

/** A row for each condition: who may push in any case, and pull in some, is told so. */
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
