import { type GuideSection, type Prose, prose } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideUse } from './guide-uses';
import { tagRules } from './tag-words';

/** What somebody sees, what it means, and who can come to see it. */
interface Failure {
  readonly message: Prose;
  readonly meaning: Prose;
  readonly by?: GuideUse;
}

/** What the messages of docker, its credential helper and AWS mean. */
export function failuresSection(
  repository: GuideRepository,
  uses: ReadonlySet<GuideUse>,
  isContributor: boolean,
): GuideSection {
  const usesDocker = uses.has('push') || uses.has('pull');
  const failures = [
    ...(usesDocker ? loginFailures(repository) : []),
    ...rightFailures(repository),
    ...(isContributor ? credentialFailures : []),
    ...(usesDocker ? transferFailures(repository) : []),
  ].filter(({ by }) => by === undefined || uses.has(by));
  return {
    id: 'failures',
    title: 'What the usual failures mean',
    blocks: [
      {
        kind: 'table',
        head: ['it says', 'it means'],
        rows: failures.map(({ message, meaning }) => [message, meaning]),
      },
    ],
  };
}

function loginFailures({ host }: GuideRepository): Failure[] {
  return [
    {
      message: prose`${'no basic auth credentials'}`,
      meaning: prose`Docker is not logged in to ${host}, which has to be spelled exactly so. Log in again, as the same user: ${'sudo docker'} needs the login with ${'sudo'} too.`,
    },
    {
      message: prose`${'basic credentials not found'}, ${'credentials not found'}`,
      meaning: prose`The credential helper finds no AWS credentials in this terminal. Set ${'AWS_PROFILE'}, or paste the credentials here; an older helper needs ${'export AWS_SDK_LOAD_CONFIG=true'}.`,
    },
    {
      message: prose`${'denied: Your authorization token has expired'}`,
      meaning: prose`The login is older than 12 hours. Log in again.`,
    },
    {
      message: prose`${'AccessDeniedException'} with ${'ecr:GetAuthorizationToken'}`,
      meaning: prose`No policy of your own lets you log in. It has to allow that action on ${'*'}; the repository's policy can't.`,
    },
  ];
}

function rightFailures({ account, region, name, node }: GuideRepository): Failure[] {
  const { mayRefuse } = tagRules(node.resource);
  return [
    {
      message: prose`${'403 Forbidden'}, ${'denied'}, ${'is not authorized to perform'}`,
      meaning: prose`You may not do this. From an account other than ${account} it takes two halves: the repository's policy has to admit you, and a policy of your own account has to allow the same. Within that account either is enough, unless one denies it. The message names the action, and often the half that lacks.`,
    },
    {
      message: prose`${'name unknown'}, ${'RepositoryNotFoundException'}`,
      meaning: prose`There is no repository ${name} where you asked: compare the name letter by letter, the account ${account} and the Region ${region}. Without ${'--registry-id'} the AWS CLI asks your own account.`,
    },
    ...(mayRefuse ? [immutable] : []),
  ];
}

const immutable: Failure = {
  message: prose`${'tag is immutable'}, ${'ImageTagAlreadyExistsException'}`,
  meaning: prose`Another image has this tag, and keeps it. Take a new tag; a push of the very same image is no failure.`,
  by: 'push',
};

const credentialFailures: readonly Failure[] = [
  {
    message: prose`${'ExpiredToken'}`,
    meaning: prose`The hour of your credentials is over. Ask for new ones; none are given out after the date above.`,
  },
  {
    message: prose`${'InvalidClientTokenId'}, ${'The security token included in the request is invalid'}`,
    meaning: prose`A line of the credentials is missing or cut. Paste all three again.`,
  },
];

function transferFailures({ region }: GuideRepository): Failure[] {
  return [
    {
      message: prose`${'Waiting'} for a layer, ${'Retrying in ... seconds'}, without an end`,
      meaning: prose`The registry takes no layer. The repository's name is misspelled, or the credentials have ended, or you may not push: log in again and copy the whole command.`,
      by: 'push',
    },
    {
      message: prose`${'manifest unknown'}, ${'not found'} after a pull; ${'None'} in place of a digest`,
      meaning: prose`No image has this tag or digest: it was never pushed, or it was deleted, see above how long images stay.`,
      by: 'pull',
    },
    {
      message: prose`${'no matching manifest for linux/arm64'}`,
      meaning: prose`The image is not made for your kind of processor. Pull with ${'--platform linux/amd64'}, or have it built for both.`,
      by: 'pull',
    },
    {
      message: prose`${'exec format error'}`,
      meaning: prose`The image runs on a machine of another kind than it was built for. Build it for the platform of that machine, or for both.`,
    },
    {
      message: prose`${'toomanyrequests'}`,
      meaning: prose`Where the message speaks of ${'docker.io'}, it is Docker Hub that limits how often base images are pulled: log in there, or keep them in ECR. Where it is ECR, too many pull at once in ${region}: try again after a while.`,
    },
  ];
}
