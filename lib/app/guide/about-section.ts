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
  const { account, region, uri, node, placeholders, promotedTo } = repository;
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
      ...(placeholders.length === 0 ? [] : placeholderBlocks(repository)),
      text`How long images stay:`,
      { kind: 'list', items: lifecycleWords(lifecycle) },
      ...whoBlocks(readers),
    ],
  };
}

function placeholderBlocks({ placeholders }: GuideRepository): GuideBlock[] {
  return [
    text`The templates leave something open. Replace it in each command before you run it:`,
    { kind: 'list', items: placeholders.map(({ name, meaning }) => prose`${name}: ${meaning}`) },
  ];
}

function whoBlocks({ sure, unsure }: Readers): GuideBlock[] {
  const nobody = text`These templates let nobody pull, push or list here. This page has no commands for that reason.`;
  const rows = sure.map((one) => [readerName(one), can(one), condition(one)]);
  const who: GuideBlock[] = [text`Who can use it:`, { kind: 'table', head: ['who', 'can', 'if'], rows }];
  const open = text`Of ${[String(unsure)]} ${[sure.length > 0 ? 'more' : 'who may']}, only the deploy tells. A cloud assembly whose stacks have an account and a Region tells more.`;
  return [...(sure.length > 0 ? who : unsure === 0 ? [nobody] : []), ...(unsure > 0 ? [open] : [])];
}

const words: readonly (readonly [GuideUse, string])[] = [
  ['push', 'push'],
  ['pull', 'pull'],
  ['list', 'list'],
  ['listTags', 'list tags'],
];

function can({ uses }: GuideReader): Prose {
  const named = words.filter(([use]) => uses.has(use) && !(use === 'listTags' && uses.has('list')));
  return [named.map(([, word]) => word).join(', ') || 'read manifests'];
}

function condition({ contributor, uses }: GuideReader): Prose {
  if (contributor) return prose`until ${contributor.until}`;
  const conditions = [...new Set([...uses.values()].flat())];
  if (conditions.length === 0) return ['always'];
  return conditions.flatMap((code, index): Prose => {
    const words = code.endsWith('allows it by a policy of its own') ? ['its own account allows it too'] : [{ code }];
    return index === 0 ? words : [', and ', ...words];
  });
}
