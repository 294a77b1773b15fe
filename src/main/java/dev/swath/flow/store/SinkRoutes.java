package dev.swath.flow.store;

import dev.swath.job.SettingException;
import dev.swath.network.Network;
import dev.swath.network.ProxyServer;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;

/**
 * Lets the endpoints of outputs and recipients that do not speak HTTP go through the proxy, and trust the further
 * authorities. Those of HTTP do as their components do, and object stores as {@link S3Clients} makes their clients.
 */
final class SinkRoutes {

    private final Network network;

    /** @param network how other machines are reached */
    SinkRoutes(Network network) {
        this.network = network;
    }

    /**
     * Sets up an endpoint, unless its URI did it.
     *
     * @param key the setting that has the URI
     * @param name how it may be shown
     * @throws SettingException if it is reached through a proxy only, which its protocol does not allow
     */
    void apply(String key, String name, Endpoint endpoint) {
        if (endpoint instanceof SftpEndpoint sftp) {
            if (sftp.getProxy() == null) {
                proxyTo(sftp.getConfiguration()).map(SftpProxy::new).ifPresent(sftp::setProxy);
            }
        } else if (endpoint instanceof FtpEndpoint<?> ftp) {
            requireDirect(key, name, ftp.getConfiguration());
            if (ftp instanceof FtpsEndpoint ftps && ftps.getSslContextParameters() == null) {
                network.trust().map(TrustedTls::new).ifPresent(ftps::setSslContextParameters);
            }
        } else if (endpoint instanceof MailEndpoint mail) {
            apply(mail.getConfiguration());
        }
    }

    private void apply(MailConfiguration mail) {
        Properties properties =
                Optional.ofNullable(mail.getAdditionalJavaMailProperties()).orElseGet(Properties::new);
        String prefix = "mail." + mail.getProtocol() + ".";
        network.proxyTo(mail.getHost(), mail.getPort()).ifPresent(proxy -> {
            properties.putIfAbsent(prefix + "proxy.host", proxy.host());
            properties.putIfAbsent(prefix + "proxy.port", String.valueOf(proxy.port()));
            proxy.login().ifPresent(login -> {
                properties.putIfAbsent(prefix + "proxy.user", login.user());
                properties.putIfAbsent(prefix + "proxy.password", login.password());
            });
        });
        // Its own means, since Camel's would use TLS from the first byte, where STARTTLS begins without.
        network.trust()
                .ifPresent(trust -> properties.putIfAbsent(
                        prefix + "ssl.socketFactory", trust.tls().getSocketFactory()));
        if (!properties.isEmpty()) {
            mail.setAdditionalJavaMailProperties(properties);
        }
    }

    private void requireDirect(String key, String name, RemoteFileConfiguration server) {
        proxyTo(server).ifPresent(proxy -> {
            throw new SettingException(
                    key,
                    name,
                    "can't be reached through the proxy " + proxy + " that " + proxy.setting()
                            + " names; use sftp, or name the host in NO_PROXY");
        });
    }

    private Optional<ProxyServer> proxyTo(RemoteFileConfiguration server) {
        return network.proxyTo(server.getHost(), server.getPort());
    }
}
