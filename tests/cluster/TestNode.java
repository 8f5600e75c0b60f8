import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * One node of OpenSearch for the tests: {@code TestNode HOME}, with its settings in
 * HOME/config/opensearch.yml. The usual distribution reads its modules from a folder; here they are
 * on the class path.
 */
final class TestNode {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Path config = home.resolve("config");
    Files.createDirectories(home.resolve("logs"));
    Settings settings =
        Settings.builder()
            .loadFromPath(config.resolve("opensearch.yml"))
            .put(Environment.PATH_HOME_SETTING.getKey(), home)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "test");
    LogConfigurator.setNodeName("test");
    LogConfigurator.configure(environment);
    Node node = new LocalNode(environment);
    CountDownLatch end = new CountDownLatch(1);
    Thread close =
        new Thread(
            () -> {
              try {
                node.close();
              } catch (java.io.IOException fault) {
                fault.printStackTrace();
              }
              end.countDown();
            });
    Runtime.getRuntime().addShutdownHook(close);
    node.start();
    end.await();
  }
}
