import { account, github, lambdaAccount, pullingAccounts, region } from './workload';

/** The values of the L1 and L2 apps that the package writes by itself. Without the package, users write them by hand. */

export const pullActions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
export const lambdaPullActions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
export const lambdaFunctions = `arn:aws:lambda:${region}:${lambdaAccount}:function:*`;
/** Lambda pulls for an account that may pull as well. */
export const pullingPrincipals = [...pullingAccounts, lambdaAccount];

export const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

export const providerArn = `arn:aws:iam::${account}:oidc-provider/${github.issuer}`;

const [owner, name] = github.repository.split('/');

export const trustConditions = {
  StringEquals: {
    [`${github.issuer}:aud`]: github.audience,
    [`${github.issuer}:sub`]: `repo:${owner}@${github.ownerId}/${name}@${github.repositoryId}:ref:refs/heads/${github.branch}`,
    [`${github.issuer}:repository_id`]: github.repositoryId,
  },
};

export const descriptions = {
  expireUntagged: 'Expire untagged images after 1 day',
  keepNewest: 'Keep the newest 100 images',
  role: 'GitHub Actions publishes container images with this role',
  push: 'Push images to the named repositories',
  login: 'Log in to the registry (docker login)',
} as const;

/** A managed policy holds 6,144 characters, of which the statement around the ARNs takes 244. */
const charactersForArns = 5900;

/** The repositories of a publisher, as they share managed policies. */
export function pushResources(repositoryNames: readonly string[]): string[][] {
  const policies: string[][] = [];
  let used = charactersForArns;
  for (const arn of repositoryNames.map((one) => `arn:aws:ecr:${region}:${account}:repository/${one}`)) {
    const size = arn.length + '"",'.length;
    if (used + size > charactersForArns) {
      policies.push([]);
      used = 0;
    }
    policies.at(-1)?.push(arn);
    used += size;
  }
  return policies;
}
