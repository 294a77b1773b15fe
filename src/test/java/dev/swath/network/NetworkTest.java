package dev.swath.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.network.ProxyServer.Login;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static final String HOST = "earthengine.googleapis.com";

    @Nested
    class The_proxy {

        @Test
        void is_none_where_nothing_names_one() {
            assertThat(network("", Map.of(), Map.of()).proxy()).isEmpty();
        }

        @Test
        void is_that_of_the_setting_before_that_of_java_before_that_of_the_environment() {
            Map<String, String> java = Map.of("https.proxyHost", "java.example", "https.proxyPort", "3129");
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://environment.example:3130");

            assertThat(network("http://setting.example:3128", java, environment).proxy())
                    .map(ProxyServer::toString)
                    .contains("http://setting.example:3128");
            assertThat(network("", java, environment).proxy())
                    .map(ProxyServer::toString)
                    .contains("http://java.example:3129");
            assertThat(network("", Map.of(), environment).proxy())
                    .map(ProxyServer::toString)
                    .contains("http://environment.example:3130");
        }

        @Test
        void is_none_where_the_setting_says_so_whatever_the_environment_says() {
            assertThat(network("none", Map.of("https.proxyHost", "a"), Map.of("HTTPS_PROXY", "http://b:1"))
                            .proxy())
                    .isEmpty();
        }

        @Test
        void may_be_named_by_variables_in_small_letters() {
            Network network = network("", Map.of(), Map.of("https_proxy", "proxy.example:3128", "no_proxy", "b.com"));

            assertThat(network.proxyTo("a.com", 443)).map(ProxyServer::setting).contains("HTTPS_PROXY");
            assertThat(network.proxyTo("b.com", 443)).isEmpty();
        }

        @Test
        void that_java_names_has_the_port_of_https_unless_it_names_one_and_may_have_a_login() {
            Network network = network(
                    "",
                    Map.of("https.proxyHost", "proxy", "https.proxyUser", "me", "https.proxyPassword", "a:b@c"),
                    Map.of());

            assertThat(network.proxy())
                    .contains(new ProxyServer("proxy", 443, Optional.of(new Login("me", "a:b@c")), "https.proxyHost"));
        }

        @Test
        void is_gone_around_for_the_hosts_of_no_proxy_and_of_javas_property_and_for_this_machine() {
            Network network = network(
                    "http://proxy:3128",
                    Map.of("http.nonProxyHosts", "*.inner.example"),
                    Map.of("NO_PROXY", "10.0.0.0/8"));

            assertThat(network.proxyTo(HOST, 443)).isPresent();
            assertThat(network.proxyTo(URI.create("https://a.inner.example/x"))).isEmpty();
            assertThat(network.proxyTo(URI.create("http://10.1.1.1"))).isEmpty();
            assertThat(network.proxyTo(URI.create("http://localhost:8080"))).isEmpty();
        }

        @Test
        void may_have_a_password_that_the_environment_holds() {
            Network network = network(
                    "http://me:{{env:PROXY_PASSWORD}}@proxy:3128", Map.of(), Map.of("PROXY_PASSWORD", "s3cr$t"));

            assertThat(network.proxy().flatMap(ProxyServer::login)).contains(new Login("me", "s3cr$t"));
        }

        @Test
        void stops_the_start_where_that_variable_is_not_set() {
            assertThatThrownBy(() -> network("http://me:{{env:NOTHING}}@proxy:3128", Map.of(), Map.of()))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContainingAll("swath.proxy", "NOTHING", "is not set");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"ftp://proxy:21", "socks5://proxy:1080", "http://", "http://proxy:port", "http://a b:80"})
        void that_the_environment_names_wrongly_stops_the_start_too(String address) {
            assertThatThrownBy(() -> network("", Map.of(), Map.of("HTTPS_PROXY", address)))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("HTTPS_PROXY = '")
                    .hasMessageContaining("write http://host:port");
        }
    }

    @Nested
    class The_address_of_a_proxy {

        @ParameterizedTest
        @CsvSource({
            "http://proxy.example.com:3128, proxy.example.com, 3128",
            "http://proxy.example.com:3128/, proxy.example.com, 3128",
            "HTTP://Proxy.Example.com:3128, proxy.example.com, 3128",
            "http://proxy, proxy, 80",
            "proxy:8080, proxy, 8080",
            "http://10.0.0.1:8080, 10.0.0.1, 8080",
            "http://[2001:db8::1]:8080, 2001:db8::1, 8080"
        })
        void has_a_host_and_a_port(String address, String host, int port) {
            assertThat(ProxyServer.parse("swath.proxy", address))
                    .isEqualTo(new ProxyServer(host, port, Optional.empty(), "swath.proxy"));
        }

        @ParameterizedTest
        @CsvSource({
            "http://me:secret@proxy:1, me, secret",
            "http://me@proxy:1, me, ''",
            "http://me:@proxy:1, me, ''",
            "http://d%40m:p%3A%2F%40%20+@proxy:1, d@m, p:/@ +",
            "http://me:p@ss/w:rd?#@proxy:1, me, p@ss/w:rd?#",
            "http://me:50%off@proxy:1, me, 50%off"
        })
        void may_have_a_user_and_a_password_with_any_signs(String address, String user, String password) {
            ProxyServer proxy = ProxyServer.parse("swath.proxy", address);

            assertThat(proxy.login()).contains(new Login(user, password));
            assertThat(proxy).hasToString("http://proxy:1");
            assertThat(proxy.login()).map(Login::toString).contains(user + ":xxxxxx");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://me:hunter2@proxy:3128",
                    "socks5://me:hunter2@proxy:1080",
                    "http://me:hunter2@",
                    "http://me:hunter2@proxy:0",
                    "http://me:hunter2@proxy:99999",
                    "http://me:hunter2@pro xy:80",
                    "http://me:hunter2",
                    "me:hunter2",
                    "http://me:p@ss/hunter2?#@proxy:x",
                    "http://me:hunter2@proxy:80/path",
                    "http://me:hunter2\u0007@"
                })
        void that_is_wrong_is_told_without_its_password(String address) {
            assertThatThrownBy(() -> ProxyServer.parse("swath.proxy", address))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("swath.proxy = '")
                    .hasMessageContaining("is not the address of an HTTP proxy; write http://host:port")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private static Network network(String setting, Map<String, String> properties, Map<String, String> environment) {
        SettingReader settings =
                SettingReader.of(key -> key.equals("swath.proxy") ? Optional.of(setting) : Optional.empty());
        return Network.of(
                settings,
                name -> Optional.ofNullable(properties.get(name)),
                name -> Optional.ofNullable(environment.get(name)));
    }
}
