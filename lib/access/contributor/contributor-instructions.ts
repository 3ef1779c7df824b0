import { credentialHelperConfig, dockerLoginLines } from '../../private/aws/docker-login';
import { shellWord } from '../../private/text/shell-word';
import { commands, type PushInstructions } from './push-instructions';

/** The page for the contributor. It requires no knowledge of AWS. */
export function renderContributorInstructions(instructions: PushInstructions): string {
  const { contributor, registry, repositoryName, until, duration, region } = instructions;
  const repository = `${registry}/${repositoryName}`;
  return `# Push images to ${repositoryName}

This page is for ${contributor}. You can push images to one repository, with credentials that you receive:

- repository: \`${repository}\`
- until: ${until} (UTC)
- credentials last: ${duration}

${rights(instructions)}

The commands are for Linux, macOS, or WSL on Windows. Use one terminal for all of them.

## You need

- [Docker](https://docs.docker.com/get-started/get-docker/), running, and your image: \`docker images\` lists it
- the [AWS CLI](https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html), version 2
- credentials, from the sender of this page: three lines that begin with \`export AWS_\`, and the time at which they
  expire. Finish the push before that time

## 1. Set the credentials

Paste the three lines into the terminal. They remain set until you close it.

${commands(...variables.map((name) => `export ${name}='...'`))}

This shows who you are now. It must end in \`/${contributor}\`:

${commands(`aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`)}

## 2. Log in

${commands(...dockerLoginLines(region, registry))}

It must print \`Login Succeeded\`.

## 3. Push

Put the name of your image into the first line and a tag for it into the second. Use a new tag for each push, because the
repository can reject a tag that exists.

${commands(
  "image='my-image:latest'",
  "tag='1.0.0'",
  `docker tag "$image" ${shellWord(repository)}:"$tag"`,
  `docker push ${shellWord(repository)}:"$tag"`,
)}

The push is complete when the last line contains \`digest: sha256:...\`. Send that line to the sender of this page. It
identifies exactly the image that you pushed.
${instructions.allowList ? listing(instructions) : ''}
## 4. Clean up

${commands(`docker logout ${shellWord(registry)}`, `unset ${variables.join(' ')}`)}

## When it fails

${pushFailures(instructions)}

If that does not help, send the command and its output, without the credentials, to the sender of this page.

## Without docker login

The [credential helper](https://github.com/awslabs/amazon-ecr-credential-helper) logs in automatically and replaces step 2.
Install it and add this to \`~/.docker/config.json\`:

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
This lists the images of the repository:

${commands(
  `aws ecr describe-images --region ${shellWord(region)} --registry-id ${shellWord(account)} \\`,
  `  --repository-name ${shellWord(repositoryName)}`,
)}
`;
}

/** Explains the messages of docker, its credential helper and ECR to a contributor. */
function pushFailures({ until, allowPull }: PushInstructions): string {
  return [
    '- `Waiting for layer`, or `Waiting` and `Retrying in ... seconds` again and again: the registry accepts no layer. The name',
    '  of the repository is misspelled, or the credentials are not set in this terminal, or they have expired. Compare the',
    '  name with the one above, letter by letter, and do steps 1 to 3 again.',
    '- `no basic auth credentials`: docker is not logged in to this registry. Do step 2 again, in the same terminal and as',
    '  the same user. With `sudo docker`, the `docker login` needs `sudo` too.',
    '- `basic credentials not found`, or `credentials not found`: the credential helper has no AWS credentials. Do step 1',
    '  again in this terminal. An older helper that reads a profile also needs `export AWS_SDK_LOAD_CONFIG=true`.',
    '- `ExpiredToken`, or `Your authorization token has expired`: the credentials have expired. Ask for new ones. After',
    `  ${until} you cannot get any.`,
    '- `InvalidClientTokenId`, or `The security token included in the request is invalid`: a line is missing or cut off. Paste',
    '  all three again.',
    '- `tag ... already exists ... immutable`: another image has this tag permanently. Push with another tag.',
    '- `denied`, `not authorized to perform` or `403 Forbidden`: it is not your repository, or the date above is past, or',
    `  your access does not include the action${allowPull ? '' : ', such as a pull'}.`,
    '- `name unknown`, or `repository ... does not exist`: the name of the repository, its account or its Region is',
    '  misspelled. Copy the whole command.',
  ].join('\n');
}
