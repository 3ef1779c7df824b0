/** The parts of the ARN of an ECS service. Undefined if it is not such an ARN, or is known at deploy time only. */
export function serviceOfArn(arn: string): { region: string; cluster: string; service: string } | undefined {
  const [, region, cluster, service] = /^arn:[\w-]+:ecs:([\w-]+):\d{12}:service\/([\w-]+)\/([\w-]+)$/.exec(arn) ?? [];
  return region === undefined || cluster === undefined || service === undefined
    ? undefined
    : { region, cluster, service };
}
