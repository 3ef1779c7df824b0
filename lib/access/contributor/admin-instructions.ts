import { shellWord } from '../../private/text/shell-word';
import { commands, type PushInstructions } from './push-instructions';

/** The page for the role or user that issues the credentials. Only this page contains the external id. */
export function renderAdminInstructions(instructions: PushInstructions): string {
  const { contributor, registry, repositoryName, until, duration, region, assumedBy } = instructions;
  return `# Hand out push access to ${contributor}

- contributor: \`${contributor}\`
- repository: \`${registry}/${repositoryName}\`
- until: ${until} (UTC)
- credentials last: ${duration}
- handed out by: only \`${assumedBy}\`

## Each time that ${contributor} needs credentials

1. Sign in as the principal that hands them out. This shows who you are:

${commands(`aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`)}

2. Request credentials. The command prints four lines: three for the contributor, and the time at which they expire.

${commands(...assumeRole(instructions))}

3. Send these lines to ${contributor} only, with the contributor's page the first time. Use an encrypted message that can
   be deleted, not a ticket and not a channel. Never send a password from \`aws ecr get-login-password\` instead, because
   it works for 12 hours.

## When it fails

${failures(instructions).join('\n')}

## To end the access sooner

Remove the access from its stack and deploy. Credentials that were handed out stop working. Otherwise a \`docker login\`
can outlast its credentials by up to 12 hours. It cannot outlast the date above, which ECR checks for each request.
`;
}

/** Requests a session and prints the lines that the contributor pastes. */
function assumeRole({ region, roleArn, contributor, seconds, externalId }: PushInstructions): string[] {
  return [
    `aws sts assume-role --region ${shellWord(region)} \\`,
    `  --role-arn ${shellWord(roleArn)} \\`,
    `  --role-session-name ${shellWord(contributor)} \\`,
    ...(externalId === undefined ? [] : [`  --external-id ${shellWord(externalId)} \\`]),
    `  --duration-seconds ${seconds} \\`,
    "  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken,Expiration]' --output text |",
    '  while read -r id secret token end; do',
    `    printf "export AWS_ACCESS_KEY_ID='%s'\\n" "$id"`,
    `    printf "export AWS_SECRET_ACCESS_KEY='%s'\\n" "$secret"`,
    `    printf "export AWS_SESSION_TOKEN='%s'\\n" "$token"`,
    `    printf '# until %s\\n' "$end"`,
    '  done',
  ];
}

function failures({ contributor, until, externalId }: PushInstructions): string[] {
  const changed = externalId === undefined ? 'its name differs from' : 'its name or external id differs from';
  return [
    `- \`AccessDenied\` with \`sts:AssumeRole\`: ${until} is past; or you are not the principal above; or you changed the`,
    `  session, so that ${changed} the command (\`${contributor}\`); or you are in another account, where your own policy`,
    '  must also allow `sts:AssumeRole` on the role.',
    '- `DurationSeconds exceeds`: the maximum is one hour, 3600.',
    '- `ExpiredToken`: your own session has expired. Sign in again.',
  ];
}
