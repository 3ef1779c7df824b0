import { type Stack } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { type BoundDeployment } from './bound-deployment';

/** A deployment of an image, which an `EcsDeployment` or a `LambdaDeployment` describes. */
@publicApi
export abstract class ImageDeployment {
  /** The deployment as seen from the stack of the role that deploys. @internal */
  public abstract _bind(stack: Stack): BoundDeployment;
}
