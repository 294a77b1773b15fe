package dev.swath.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * ActiveMQ Artemis on loopback, with its journal on disk, until the process is asked to stop. It makes queues when they are first used,
 * and has one user.
 */
public final class Broker {

    /** The variable of the environment with the user's password. */
    static final String PASSWORD = "BROKER_PASSWORD";

    private static final int JOURNAL_FILE_BYTES = 1 << 20;

    private Broker() {}

    /** Arguments: the port, the folder of the journal, and the name of the user. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(
                configuration(port, Path.of(arguments[1])),
                null,
                security(arguments[2], System.getenv(PASSWORD)),
                true);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(asked, stopped), "broker-stop"));
        server.start();
        asked.await();
        server.stop();
        stopped.countDown();
    }

    private static void stop(CountDownLatch asked, CountDownLatch stopped) {
        asked.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Configuration configuration(int port, Path folder) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setJMXManagementEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setJournalFileSize(JOURNAL_FILE_BYTES);
        // A full disk is the business of whoever starts it, not of the share that is free.
        configuration.setMaxDiskUsage(-1);
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
        configuration.putSecurityRoles(
                "#", Set.of(new Role("all", true, true, true, true, true, true, true, true, true, true, false, false)));
        return configuration;
    }

    private static ActiveMQJAASSecurityManager security(String user, String password) {
        SecurityConfiguration users = new SecurityConfiguration(Map.of(user, password), Map.of(user, List.of("all")));
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }
}
