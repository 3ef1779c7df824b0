import { credentialHelperConfig, dockerLoginLines } from '../../private/aws/docker-login';
import { shellWord } from '../../private/text/shell-word';
import { commands, type PushInstructions } from './push-instructions';

/** The page for the contributor, who need not know AWS. */
export function renderContributorInstructions(handout: PushInstructions): string {
  const { contributor, registry, repositoryName, until, duration, region } = handout;
  const repository = `${registry}/${repositoryName}`;
  return `# Push images to ${repositoryName}

This page is for ${contributor}. You can push images to one repository, with credentials that you are sent:

- repository: \`${repository}\`
- until: ${until} (UTC)
- credentials last: ${duration}

${rights(handout)}

The commands are for Linux, macOS, or WSL on Windows. Use one terminal for all of them.

## You need

- [Docker](https://docs.docker.com/get-started/get-docker/), running, and your image: \`docker images\` lists it
- the [AWS CLI](https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html), version 2
- credentials, from whoever gave you this page: three lines that begin with \`export AWS_\`, and the time when they end.
  The push has to be done by then

## 1. Take the credentials

Paste the three lines into the terminal. They hold there until you close it.

${commands(...variables.map((name) => `export ${name}='...'`))}

This shows who you are now. It has to end in \`/${contributor}\`:

${commands(`aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`)}

## 2. Log in

${commands(...dockerLoginLines(region, registry))}

It has to say \`Login Succeeded\`.

## 3. Push

Put your image into the first line and a tag for it into the second. Take a new tag for each push: one that is taken may be
refused.

${commands(
  "image='my-image:latest'",
  "tag='1.0.0'",
  `docker tag "$image" ${shellWord(repository)}:"$tag"`,
  `docker push ${shellWord(repository)}:"$tag"`,
)}

It is done when the last line holds \`digest: sha256:...\`. Send that line to whoever gave you this page: it names exactly
what you pushed.
${handout.allowList ? listing(handout) : ''}
## 4. Clean up

${commands(`docker logout ${shellWord(registry)}`, `unset ${variables.join(' ')}`)}

## When it fails

${pushFailures(handout)}

If that does not help, send the command and what it says, without the credentials, to whoever gave you this page.

## Without docker login

The [credential helper](https://github.com/awslabs/amazon-ecr-credential-helper) logs in by itself, in place of step 2.
Install it and have this in \`~/.docker/config.json\`, beside what is there:

\`\`\`json
${credentialHelperConfig(registry)}
\`\`\`
`;
}

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

function rights({ allowPull, allowList }: PushInstructions): string {
  const can = [...(allowPull ? ['pull'] : []), ...(allowList ? ['list'] : [])];
  const not = [...(allowPull ? [] : ['pull']), ...(allowList ? [] : ['list']), 'delete'];
  const more = can.length > 0 ? `You can ${can.join(' and ')} its images too. ` : '';
  return `${more}You can't ${not.join(', ').replace(/, (?=\w+$)/, ' or ')} images, or use anything else there.`;
}

function listing({ account, region, repositoryName }: PushInstructions): string {
  return `
This lists what is in the repository:

${commands(
  `aws ecr describe-images --region ${shellWord(region)} --registry-id ${shellWord(account)} \\`,
  `  --repository-name ${shellWord(repositoryName)}`,
)}
`;
}

/** What the messages of docker, its credential helper and ECR mean to somebody who pushes with a handout. */
function pushFailures({ until, allowPull }: PushInstructions): string {
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
