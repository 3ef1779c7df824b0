import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { canPush } from '../push-rights';
import { allows } from '../statement-actions';
import { isWhollyKnown } from './login-rights';

export const pushWithoutManifests = reviewRule({
  id: 'identity-push-without-manifests',
  severity: 'note',
  title: 'A push that can not read manifests',
  look: ({ identities }) =>
    identities
      .filter((identity) => canPush(identity) && isWhollyKnown(identity))
      .filter(({ policies }) => !policies.some((statement) => allows(statement, 'ecr:BatchGetImage')))
      .map(({ kind, name, resource }) => ({
        source: resource.source,
        message: `The ${kind} '${shown(name)}' pushes without ecr:BatchGetImage: multi-platform indexes, registry caches and pushes of a tag that exists fail.`,
        fix: 'Allow ecr:BatchGetImage on the same repositories.',
      })),
});
