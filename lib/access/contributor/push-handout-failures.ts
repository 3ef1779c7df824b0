import { type PushHandout } from './push-handout';

/** What the messages of docker, its credential helper and ECR mean to somebody who pushes with a handout. */
export function pushFailures({ until, allowPull }: PushHandout): string {
  return [
    '- `Waiting for layer`, or `Waiting` and `Retrying in ... seconds` without an end: the registry takes no layer. The name of',
    '  the repository is misspelled, or the credentials are not in this terminal, or they have ended. Compare the name with',
    '  the one above, letter by letter, and do steps 1 to 3 again.',
    '- `no basic auth credentials`: docker is not logged in to this registry. Do step 2 again, in the same terminal and as',
    '  the same user: with `sudo docker`, the `docker login` needs `sudo` too.',
    '- `basic credentials not found`, or `credentials not found`: the credential helper has no AWS credentials. Do step 1',
    '  again in this terminal. An older helper that reads a profile also needs `export AWS_SDK_LOAD_CONFIG=true`.',
    '- `ExpiredToken`, or `Your authorization token has expired`: the credentials have ended. Ask for new ones; from',
    `  ${until} on there are none.`,
    '- `InvalidClientTokenId`, or `The security token included in the request is invalid`: a line is missing or cut. Paste all',
    '  three again.',
    '- `tag ... already exists ... immutable`: an image has this tag, and keeps it. Push with another tag.',
    '- `denied`, `not authorized to perform` or `403 Forbidden`: it is another repository than yours, or the date above is',
    `  past, or it is not part of this access${allowPull ? '' : ', as to pull is'}.`,
    '- `name unknown`, or `repository ... does not exist`: the name of the repository, its account or its Region is',
    '  misspelled. Copy the whole command.',
  ].join('\n');
}
