import { shellWord } from '../../private/text/shell-word';
import { commands, type PushInstructions } from './push-instructions';

/** The page for whoever hands out the credentials. It alone holds the external id. */
export function renderAdminInstructions(handout: PushInstructions): string {
  const { contributor, registry, repositoryName, until, duration, region, assumedBy } = handout;
  return `# Hand out push access to ${contributor}

- contributor: \`${contributor}\`
- repository: \`${registry}/${repositoryName}\`
- until: ${until} (UTC)
- credentials last: ${duration}
- handed out by: \`${assumedBy}\`, and nobody else

## Each time that ${contributor} needs credentials

1. Be the one who may hand them out. This shows who you are:

${commands(`aws sts get-caller-identity --region ${shellWord(region)} --query Arn --output text`)}

2. Ask for credentials. Four lines come out: three for the contributor, and when they end.

${commands(...assumeRole(handout))}

3. Send these lines to ${contributor}, with the contributor's page the first time. Send them to nobody else, and in an
   encrypted message that can be deleted: not in a ticket, not in a channel. Never send a password from
   \`aws ecr get-login-password\` instead: it works for 12 hours.

## When it fails

${failures(handout).join('\n')}

## To end it sooner

Take the access out of its stack and deploy: credentials that are out stop working. Without that, a \`docker login\` may
outlast the credentials that made it, up to 12 hours, but not the date above: ECR checks that at each request.
`;
}

/** Asks for a session and prints what the contributor pastes. */
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
  const changed = externalId === undefined ? 'has another name than' : 'has another name or external id than';
  return [
    `- \`AccessDenied\` with \`sts:AssumeRole\`: ${until} is past; or you are somebody else than above; or the session`,
    `  ${changed} in the command (\`${contributor}\`); or you come from another account, where a policy of your own has to`,
    '  allow `sts:AssumeRole` on the role too.',
    '- `DurationSeconds exceeds`: an hour, 3600, is the most.',
    '- `ExpiredToken`: your own session has ended. Sign in again.',
  ];
}
