package registry;

import io.github.cdkecrpublishing.EcsDeployment;
import io.github.cdkecrpublishing.EcsDeploymentOptions;
import io.github.cdkecrpublishing.GitHubOidcProvider;
import io.github.cdkecrpublishing.GitHubPublisherRole;
import io.github.cdkecrpublishing.GitHubSubject;
import io.github.cdkecrpublishing.GitHubSubjectOptions;
import io.github.cdkecrpublishing.ImageConsumer;
import io.github.cdkecrpublishing.ImageRepository;
import io.github.cdkecrpublishing.ImageRepositoryProps;
import io.github.cdkecrpublishing.ImageRetention;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The repositories of us-east-1, and the roles that push to them. */
final class ProdStack extends Stack {
  private static final String[] PARTNERS = {"111111111111", "222222222222"};

  private final Construct images = new Construct(this, "Repositories");

  ProdStack(final Construct scope, final String id, final StackProps props) {
    super(scope, id, props);
    final ImageRepository service = addService();
    addSharedRepository();
    addEarthlyRepository();
    final ImageRepository incoming = Repositories.add(images, "incoming/alice");
    final ImageRepository approved = Repositories.add(images, "nextflow-approved/alice");
    addPublisher(service);
    Contributor.add(this, "alice", incoming, approved);

    Repositories.acceptEncryption(service);
    Repositories.accept(
        service,
        Map.of(
            "id",
            "CKV_AWS_51",
            "comment",
            "Only the tag latest can be moved, which the ECS service does not deploy by. "
                + "All other tags are immutable."));
    Repositories.acceptEncryption(incoming);
    Repositories.acceptEncryption(approved);
  }

  /** Pushed by GitHub Actions and run by ECS. All tags but `latest` are immutable. */
  private ImageRepository addService() {
    return Repositories.add(
        images,
        "jwt-pizza-service",
        ImageRepositoryProps.builder()
            .mutableTags(List.of("latest"))
            .retention(
                List.of(
                    ImageRetention.protect("release-*", "latest"),
                    ImageRetention.expireUntagged(Duration.days(1)),
                    ImageRetention.keepNewest(10))));
  }

  /** Pulled by two other accounts, pushed by two users, and read by the security team. */
  private void addSharedRepository() {
    final ImageRepository repository = Repositories.add(images, "namespace/myapp");
    final ImageConsumer first = user("push-pull-user-1");
    final ImageConsumer second = user("push-pull-user-2");
    for (final String account : PARTNERS) {
      repository.allowPull(ImageConsumer.account(account));
    }
    for (final String account : PARTNERS) {
      repository.allowPull(ImageConsumer.codeBuild(account));
    }
    repository.allowPull(ImageConsumer.lambda("222222222222"), first, second);
    repository.allowPush(first, second);
    repository.allowRead(ImageConsumer.role("arn:aws:iam::333333333333:role/security-reviewer"));
    Repositories.acceptEncryption(repository);
    Repositories.acceptUsers(repository);
  }

  /** Pushed with Earthly from a developer's machine, and pulled by the organization. */
  private void addEarthlyRepository() {
    final ImageRepository repository = Repositories.add(images, "hello-earthly");
    final ImageConsumer developer = user("push-pull-user");
    repository.allowPull(developer, ImageConsumer.organization("o-a1b2c3d4e5"));
    repository.allowPush(developer);
    Repositories.acceptEncryption(repository);
    Repositories.acceptUsers(repository);
  }

  /** The role of two GitHub repositories. Each is trusted for its main branch only. */
  private void addPublisher(final ImageRepository service) {
    final GitHubPublisherRole publisher =
        GitHubPublisherRole.Builder.create(new Construct(this, "Publishers"), "github-ci")
            .roleName("github-ci")
            .provider(new GitHubOidcProvider(this, "GitHubOidcProvider"))
            .subjects(
                List.of(
                    GitHubSubject.branch("acme/jwt-pizza", "main", ids("2001")),
                    GitHubSubject.branch("acme/jwt-pizza-service", "main", ids("2002"))))
            .repositories(List.of(service))
            .deploys(
                List.of(
                    EcsDeployment.named(
                        "jwt-pizza-service",
                        "jwt-pizza-service",
                        EcsDeploymentOptions.builder()
                            .passRoles(List.of("jwt-pizza-ecs"))
                            .region("us-east-1")
                            .build())))
            .build();
    CfnOutput.Builder.create(publisher, "Output")
        .value(publisher.getRole().getRoleArn())
        .description("The ARN of the role github-ci, for role-to-assume in the workflow")
        .build();
  }

  private static GitHubSubjectOptions ids(final String repositoryId) {
    return GitHubSubjectOptions.builder().ownerId("1001").repositoryId(repositoryId).build();
  }

  private static ImageConsumer user(final String name) {
    return ImageConsumer.user("arn:aws:iam::123456789012:user/" + name);
  }
}
