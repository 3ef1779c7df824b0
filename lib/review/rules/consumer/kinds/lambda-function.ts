import { unresolved } from '../../../texts/symbolic-text';
import { fieldsOf, textOf } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/**
 * In its own account, Lambda adds itself to the policy of the repository if the deployment may change that policy.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
export const lambdaFunction: ConsumerKind = {
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  noun: 'Function',
  sameRegion: true,
  usesOf: ({ type, properties, env, source }) => {
    const code = type === 'AWS::Lambda::Function' ? fieldsOf(properties.Code) : properties;
    const image = textOf(code.ImageUri);
    if (image === undefined) return [];
    const name = textOf(properties.FunctionName) ?? unresolved(source.logicalId);
    const { partition, region, account } = env;
    const start = `arn:${partition}:lambda:${region}:${account}:function:`;
    return [
      {
        image,
        puller: {
          service: 'lambda.amazonaws.com',
          source: `${start}${name}`,
          sources: `${start}*`,
          inOwnAccount: false,
          withAccount: true,
          fix: `In CDK, call \`allowPull(ImageConsumer.lambda('${account}'))\` of the \`ImageRepository\`.`,
        },
      },
    ];
  },
};
