import { type App, Stack } from 'aws-cdk-lib';
import { ImagePullAccess, type ImagePullAccessProps } from '../../lib/access/image-pull-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { account, newApp, region, resourcesOf, type SynthesizedResource } from '../synthesis';

/** The account that pulls; `account` owns the repositories. */
export const them = '222222222222';

export const arnOf = (name: string) => `arn:aws:ecr:${region}:${account}:repository/${name}`;

/** One app with a stack in each of the two accounts. */
export class TwoAccounts {
  public readonly owner: Stack;
  public readonly consumer: Stack;

  public constructor(public readonly app: App = newApp()) {
    this.owner = new Stack(app, 'Owner', { env: { account, region } });
    this.consumer = new Stack(app, 'Consumer', { env: { account: them, region } });
  }

  public repository(id = 'Service', props: ImageRepositoryProps = { repositoryName: 'team/service' }): ImageRepository {
    return new ImageRepository(this.owner, id, props);
  }

  public access(props: Partial<ImagePullAccessProps> = {}): ImagePullAccess {
    const { repositories = [this.repository()], ...others } = props;
    return new ImagePullAccess(this.consumer, 'Pull', { repositories, ...others });
  }

  /** The resources of a type in the consumer's template. */
  public made(type: string): SynthesizedResource[] {
    return resourcesOf(this.consumer, `AWS::IAM::${type}`);
  }
}
