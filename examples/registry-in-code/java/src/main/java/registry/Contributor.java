package registry;

import io.github.cdkecrpublishing.ImagePromotion;
import io.github.cdkecrpublishing.ImageRepository;
import io.github.cdkecrpublishing.ScanGate;
import io.github.cdkecrpublishing.ScanGateOptions;
import io.github.cdkecrpublishing.ScanSeverity;
import io.github.cdkecrpublishing.TemporaryPushAccess;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * A contributor from another company, who pushes until a date with credentials of an hour. Images
 * that pass the scan are copied to the approved repository, to which no one else can push.
 */
final class Contributor {
  private Contributor() {}

  static void add(final Construct scope, final String name) {
    final Construct contributor = new Construct(scope, name);
    final ImageRepository incoming = Repositories.add(scope, "incoming/" + name);
    final TemporaryPushAccess access =
        TemporaryPushAccess.Builder.create(contributor, "Push")
            .repository(incoming)
            .contributor(name)
            .assumedBy(new ArnPrincipal("arn:aws:iam::123456789012:role/user-services"))
            .expiresAt("2027-12-31T00:00:00Z")
            .roleName("contributor-prod-" + name)
            .build();
    CfnOutput.Builder.create(access, "Output")
        .value(access.getRole().getRoleArn())
        .description(
            "The role that " + name + "'s credentials are of, until " + access.getExpiresAt())
        .build();

    final Key key =
        Key.Builder.create(contributor, "Key")
            .description("Logs and messages of the image promotions of environment prod")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    final Topic topic =
        Topic.Builder.create(contributor, "Topic")
            .displayName("Image promotion prod")
            .masterKey(key)
            .enforceSsl(true)
            .build();
    ImagePromotion.Builder.create(contributor, "Promotion")
        .source(incoming)
        .target(Repositories.add(scope, "nextflow-approved/" + name))
        .gate(ScanGate.basic(ScanGateOptions.builder().maxSeverity(ScanSeverity.MEDIUM).build()))
        .contributor(name)
        .notificationTopic(topic)
        .encryptionKey(key)
        .copyRoleName("promoter-prod-" + name)
        .build();
    CfnOutput.Builder.create(contributor, "Results")
        .value(topic.getTopicArn())
        .description("The topic for the results of pushed images. Subscribe to it.")
        .build();
  }
}
