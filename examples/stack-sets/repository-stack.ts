import { type CfnResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ImageConsumer, ImageRepository, ImageRetention } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { organizationId, repositoryName } from './organization';

/** The repository of a team account in one Region. It names no account and no Region, so one template fits all. */
export class RepositoryStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const repository = new ImageRepository(this, 'Service', {
      repositoryName,
      retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(50)],
    });
    repository.allowPull(ImageConsumer.organization(organizationId));
    const comment =
      'Encrypted with AES-256 by a key that ECR owns. A key of ours would be one more to share with each account.';
    (repository.node.defaultChild as CfnResource).addMetadata('checkov', { skip: [{ id: 'CKV_AWS_136', comment }] });
  }
}
