import { writeActions } from '../../../private/aws/ecr-actions';
import { canPush, isWhollyKnown, missingUploads } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { quotedList, shown } from '../shown';

export const incompletePush = reviewRule({
  id: 'identity-incomplete-push',
  severity: 'warning',
  title: 'Some of the actions of a push',
  findProblems: ({ identities }) =>
    identities.flatMap((identity) => {
      const missing = missingUploads(identity);
      // PutImage alone moves tags, because an image that is already in the repository needs no upload.
      const meant =
        missing.length < writeActions.length && !(canPush(identity) && missing.length === writeActions.length - 1);
      if (!isWhollyKnown(identity) || missing.length === 0 || !meant) return [];
      return [
        {
          source: identity.resource.source,
          message: `The ${identity.kind} '${shown(identity.name)}' may do a part of a push, but not ${quotedList(missing)}. The push fails halfway, unless a repository's policy allows the rest.`,
          fix: 'Allow all upload actions together: InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload, PutImage and BatchCheckLayerAvailability.',
        },
      ];
    }),
});
