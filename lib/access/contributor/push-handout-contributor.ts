import { credentialHelperConfig, dockerLoginLines } from '../../private/aws/docker-login';
import { shellWord } from '../../private/text/shell-word';
import { commands, type PushHandout } from './push-handout';
import { pushFailures } from './push-handout-failures';

/** The page for the contributor, who need not know AWS. */
export function renderContributorPage(handout: PushHandout): string {
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

function rights({ allowPull, allowList }: PushHandout): string {
  const can = [...(allowPull ? ['pull'] : []), ...(allowList ? ['list'] : [])];
  const not = [...(allowPull ? [] : ['pull']), ...(allowList ? [] : ['list']), 'delete'];
  const more = can.length > 0 ? `You can ${can.join(' and ')} its images too. ` : '';
  return `${more}You can't ${not.join(', ').replace(/, (?=\w+$)/, ' or ')} images, or use anything else there.`;
}

function listing({ account, region, repositoryName }: PushHandout): string {
  return `
This lists what is in the repository:

${commands(
  `aws ecr describe-images --region ${shellWord(region)} --registry-id ${shellWord(account)} \\`,
  `  --repository-name ${shellWord(repositoryName)}`,
)}
`;
}
