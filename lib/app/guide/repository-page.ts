import { aboutSection } from './about-section';
import { consumersSection } from './consumers-section';
import { afterPushSection, contributorSection } from './contributor-section';
import { failuresSection } from './failures-section';
import { type DraftSection, type GuideBlock, type GuidePage, type GuidePart, type GuideSection } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { labelsSection } from './labels-section';
import { listSection } from './list-section';
import { logInSection } from './log-in-section';
import { pullSection, runSection } from './pull-section';
import { pushSection } from './push-section';
import { audienceOf, shortReaderName } from './reader-name';
import { type GuideReader, namesOf } from './reader';
import { type Readers } from './readers';
import { retagSection } from './retag-section';

/** The page of a repository for these readers. It has only the parts that one of them can use. */
export function repositoryPage(repository: GuideRepository, readers: Readers): GuidePage {
  const able = readers.sure;
  const people = able.filter(({ kind }) => kind !== 'service');
  const uses = new Set(people.flatMap((reader) => [...reader.uses.keys()]));
  const contributors = able.flatMap(({ contributor }) => (contributor ? [contributor] : []));
  const isContributor = contributors.length > 0;
  const usable = (draft: DraftSection): GuideSection[] => sectionFor(draft, people);
  const logsIn = uses.has('push') || uses.has('pull');
  return {
    name: repository.name,
    env: `${repository.account}, ${repository.region}`,
    readers: able.map((reader) => ({
      name: shortReaderName(reader, repository.account),
      names: namesOf(reader),
      canPush: reader.uses.has('push'),
      canPull: reader.uses.has('pull'),
    })),
    sections: [
      aboutSection(repository, readers),
      ...(isContributor ? [contributorSection(repository, contributors)] : []),
      ...(logsIn ? [logInSection(repository, contributors.length === people.length)] : []),
      ...usable(pushSection(repository)),
      ...(isContributor ? [afterPushSection(repository)] : []),
      ...usable(pullSection(repository)),
      ...usable(listSection(repository)),
      ...usable(retagSection(repository)),
      ...usable(labelsSection(repository)),
      ...usable(runSection(repository)),
      ...sectionFor(consumersSection(repository, able), able),
      ...(able.length > 0 ? [failuresSection(repository, uses, isContributor)] : []),
    ],
  };
}

/** The parts that a reader can use. A part that is not for all readers starts with the names of its readers. */
function sectionFor({ id, title, parts }: DraftSection, readers: readonly GuideReader[]): GuideSection[] {
  let before: string | undefined;
  const blocks = parts.flatMap(({ needs, blocks: own }: GuidePart): readonly GuideBlock[] => {
    const able = readers.filter(({ uses }) => needs.every((use) => uses.has(use)));
    if (able.length === 0) return [];
    const who = audienceOf(able, readers);
    const isNew = JSON.stringify(who) !== before;
    before = JSON.stringify(who);
    return who && isNew ? [{ kind: 'text', text: who }, ...own] : own;
  });
  return blocks.length === 0 ? [] : [{ id, title, blocks }];
}
