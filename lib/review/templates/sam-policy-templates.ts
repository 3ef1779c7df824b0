/**
 * The policy templates of SAM, from `policy_templates_data/policy_templates.json` of aws-sam-translator 1.115.0
 * (Apache-2.0). The review needs only their names: none of them allows an action of ECR, IAM, STS or CodeBuild, and
 * those of KMS only let a function use a key.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export const samPolicyTemplates: ReadonlySet<string> = new Set(
  `
  AMIDescribePolicy AWSSecretsManagerGetSecretValuePolicy AWSSecretsManagerRotationPolicy
  AcmGetCertificatePolicy AthenaQueryPolicy CloudFormationDescribeStacksPolicy CloudWatchDashboardPolicy
  CloudWatchDescribeAlarmHistoryPolicy CloudWatchPutMetricPolicy CodeCommitCrudPolicy CodeCommitReadPolicy
  CodePipelineLambdaExecutionPolicy CodePipelineReadOnlyPolicy ComprehendBasicAccessPolicy
  CostExplorerReadOnlyPolicy DynamoDBBackupFullAccessPolicy DynamoDBCrudPolicy DynamoDBReadPolicy
  DynamoDBReconfigurePolicy DynamoDBRestoreFromBackupPolicy DynamoDBStreamReadPolicy DynamoDBWritePolicy
  EC2CopyImagePolicy EC2DescribePolicy EFSWriteAccessPolicy EKSDescribePolicy EcsRunTaskPolicy
  ElasticMapReduceAddJobFlowStepsPolicy ElasticMapReduceCancelStepsPolicy
  ElasticMapReduceModifyInstanceFleetPolicy ElasticMapReduceModifyInstanceGroupsPolicy
  ElasticMapReduceSetTerminationProtectionPolicy ElasticMapReduceTerminateJobFlowsPolicy
  ElasticsearchHttpPostPolicy EventBridgePutEventsPolicy FilterLogEventsPolicy FirehoseCrudPolicy
  FirehoseWritePolicy KMSDecryptPolicy KMSEncryptPolicy KMSEncryptPolicy_v2 KinesisCrudPolicy
  KinesisStreamReadPolicy LambdaInvokePolicy MobileAnalyticsWriteOnlyAccessPolicy
  OrganizationsListAccountsPolicy PinpointEndpointAccessPolicy PollyFullAccessPolicy
  RekognitionDetectOnlyPolicy RekognitionFacesManagementPolicy RekognitionFacesPolicy RekognitionLabelsPolicy
  RekognitionNoDataAccessPolicy RekognitionReadPolicy RekognitionWriteOnlyAccessPolicy
  Route53ChangeResourceRecordSetsPolicy S3CrudPolicy S3FullAccessPolicy S3ReadPolicy S3WritePolicy
  SESBulkTemplatedCrudPolicy SESBulkTemplatedCrudPolicy_v2 SESCrudPolicy SESEmailTemplateCrudPolicy
  SESSendBouncePolicy SNSCrudPolicy SNSPublishMessagePolicy SQSPollerPolicy SQSSendMessagePolicy
  SSMParameterReadPolicy SSMParameterWithSlashPrefixReadPolicy SageMakerCreateEndpointConfigPolicy
  SageMakerCreateEndpointPolicy ServerlessRepoReadWriteAccessPolicy StepFunctionsCallbackPolicy
  StepFunctionsExecutionPolicy StepFunctionsExecutionPolicy_v2 TextractDetectAnalyzePolicy
  TextractGetResultPolicy TextractPolicy VPCAccessPolicy
  `
    .trim()
    .split(/\s+/),
);
