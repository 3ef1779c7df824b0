import { type Problem, quote } from '../../private/validation';
import { type WorkflowTag } from '../workflow-tag';
import { type PublishedRepository } from './published';
import { type WorkflowTrigger } from './workflow-trigger';

/** What is wrong with a tag that has to move, where the repository is known not to let it. */
export function movingTagProblem(
  tag: WorkflowTag,
  { name, mutableTags }: PublishedRepository,
  trigger: WorkflowTrigger,
): Problem {
  const fixed = movingTags(tag, trigger).find((text) => !mayMove(text, mutableTags));
  if (fixed === undefined) return undefined;
  const got = fixed === '*' ? 'that of any branch' : quote(fixed);
  return (
    `must be tags that ${name === undefined ? 'the repository' : quote(name)} lets move, got ${got}; its tags are ` +
    'immutable: add it to mutableTags of the repository, or leave it out'
  );
}

/** The tags that are set again by a later run, with `*` where they are not known. */
function movingTags({ _kind: kind, _tag: fixed }: WorkflowTag, { runs, push }: WorkflowTrigger): string[] {
  if (kind === 'fixed') return [fixed];
  if (kind !== 'branch') return [];
  if (push === undefined) return ['*'];
  const known = runs.flatMap(({ place, ref }) => {
    if (place.kind === 'branch') return [place.name];
    return ref?.startsWith('refs/heads/') ? [ref.slice('refs/heads/'.length)] : [];
  });
  const given = Array.isArray(push.branches) ? push.branches.map(String) : [];
  const names = known.length > 0 ? known : given.map((filter) => filter.replaceAll('\\', ''));
  return names.map((name) => name.replace(/[^\w.*-]/g, '-').replace(/^[.-]/, '_$&'));
}

/** Whether tags may move, as far as known. A `*` in the tag matches only a `*` of the repository. */
export function mayMove(tag: string, mutableTags: readonly string[] | undefined): boolean {
  if (mutableTags === undefined) return true;
  return mutableTags.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(tag);
  });
}
