import { type Duration, type Stack } from 'aws-cdk-lib';
import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { publicApi } from '../private/boundary/public-api';
import { functionAliasRule, functionNameRule } from '../private/aws/lambda-name';
import { regionNameRule } from '../private/aws/region-name';
import { validate } from '../private/validation/validation';
import { type BoundLambdaDeployment } from './bound-deployment';
import { ImageDeployment } from './image-deployment';
import { rolloutMinutes } from './rollout-timeout';

/** Options of `LambdaDeployment.toFunction()`. */
export interface LambdaDeploymentOptions {
  /**
   * The alias that is moved to the new version, with all of its traffic. Throws if it is not the name of an alias. A deployment
   * fails if the function has no such alias.
   *
   * @default - no alias is moved, so callers of an alias still get the version from before
   */
  readonly alias?: string;

  /**
   * How long a deployment may take, in whole minutes up to 6 hours. Throws for any other duration.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

/** Options of `LambdaDeployment.named()`. */
export interface NamedLambdaDeploymentOptions extends LambdaDeploymentOptions {
  /**
   * The Region of the function. Lambda runs only images of the same Region. Throws if it is not the name of a Region.
   *
   * @default - the Region of the role's stack
   */
  readonly region?: string;
}

type Target = Pick<BoundLambdaDeployment, 'region' | 'functionName' | 'functionArn'>;

/**
 * A deployment of an image to one Lambda function. It gives the function the image by its digest, waits, publishes a version, and
 * moves an alias to it. It fails if Lambda does not accept the image, and if the function runs code from an archive. The repository
 * must let Lambda pull: `allowPull(ImageConsumer.lambda(account))`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
 */
@publicApi
export class LambdaDeployment extends ImageDeployment {
  /**
   * A function of this app, or an imported one.
   *
   * @param handler the function to deploy to.
   * @param options the alias and the timeout.
   */
  public static toFunction(handler: IFunction, options: LambdaDeploymentOptions = {}): LambdaDeployment {
    const { functionName, functionArn, env } = handler;
    return new LambdaDeployment(options, () => ({ region: env.region, functionName, functionArn }));
  }

  /**
   * A function by name, in the account of the role that deploys.
   *
   * @param functionName the function's name. Throws if it is not the name of a function.
   * @param options the alias, the timeout and the Region.
   */
  public static named(functionName: string, options: NamedLambdaDeploymentOptions = {}): LambdaDeployment {
    const { region } = options;
    validate('functionName', functionName, functionNameRule);
    if (region !== undefined) validate('region', region, regionNameRule);
    return new LambdaDeployment(options, (stack) => ({
      region: region ?? stack.region,
      functionName,
      functionArn: `${stack.formatArn({ service: 'lambda', region, resource: 'function' })}:${functionName}`,
    }));
  }

  private readonly alias?: string;
  private readonly timeoutMinutes: number;

  private constructor(
    { alias, timeout }: LambdaDeploymentOptions,
    private readonly target: (stack: Stack) => Target,
  ) {
    super();
    if (alias !== undefined) validate('alias', alias, functionAliasRule);
    this.alias = alias;
    this.timeoutMinutes = rolloutMinutes(timeout, 10);
  }

  /** @internal */
  public _bind(stack: Stack): BoundLambdaDeployment {
    return { kind: 'lambda', alias: this.alias, timeoutMinutes: this.timeoutMinutes, ...this.target(stack) };
  }
}
