import { canPush, isWhollyKnown, rightsOf } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';

export const pushWithoutManifests = reviewRule({
  id: 'identity-push-without-manifests',
  severity: 'note',
  title: 'A push that cannot read manifests',
  findProblems: ({ identities }) =>
    identities
      .filter((identity) => canPush(identity) && isWhollyKnown(identity))
      .filter((identity) => !rightsOf(identity).can('ecr:BatchGetImage'))
      .map(({ kind, name, resource }) => ({
        source: resource.source,
        message: `The ${kind} '${shown(name)}' pushes without ecr:BatchGetImage. Pushes of multi-platform indexes, of registry caches and of an existing tag fail.`,
        fix: 'Allow ecr:BatchGetImage on the same repositories.',
      })),
});
