/** Resources that protect others: notifications, dead-letter queues, scans and signatures. */
export const protectors: ReadonlySet<string> = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::Events::Rule',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECR::SigningConfiguration',
]);
