import { CfnOutput, type CfnResource, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { ImageRepository, type ImageRepositoryProps, ImageRetention } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';

/** Why the key of the encryption may be ECR's. */
const encryption =
  'Encrypted with AES-256 by a key that ECR owns. The images hold no secrets, and no rule here requires a key of ours.';

const users =
  'These people push from their own machines until single sign-on is there. Their keys are rotated every 90 days.';

/** Adds a repository, and its URI as an output. Without other props it keeps the newest 100 images. */
export function addRepository(scope: Construct, name: string, props: ImageRepositoryProps = {}): ImageRepository {
  const repository = new ImageRepository(scope, name, {
    repositoryName: name,
    retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)],
    removalPolicy: RemovalPolicy.RETAIN,
    ...props,
  });
  new CfnOutput(repository, 'Output', {
    value: repository.repositoryUri,
    description: `The URI of the repository ${name}`,
  });
  acceptForCheckov(repository, 'CKV_AWS_136', encryption);
  return repository;
}

/** Accepts a finding of checkov, which reads the reason from the template. */
export function acceptForCheckov(repository: ImageRepository, id: string, comment: string): void {
  const resource = repository.node.defaultChild as CfnResource;
  const { skip = [] } = (resource.getMetadata('checkov') ?? {}) as { skip?: object[] };
  resource.addMetadata('checkov', { skip: [...skip, { id, comment }] });
}

/** Accepts the warning that IAM users have long-lived keys. */
export function acceptUsers(repository: ImageRepository): void {
  Validations.of(repository).acknowledge({ id: 'cdk-ecr-publishing:IamUser', reason: users });
}
