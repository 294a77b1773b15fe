package dev.swath.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectHostsTest {

    @ParameterizedTest(name = "NO_PROXY={0}: {1}:{2} is reached without the proxy: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // A name stands for itself and its subdomains, but not for names that only end like it.
                "example.com        | example.com      | 443 | true",
                "example.com        | www.example.com  | 443 | true",
                "example.com        | myexample.com    | 443 | false",
                "example.com        | example.com.evil | 443 | false",
                "EXAMPLE.com        | www.Example.COM  | 443 | true",
                "example.com.       | example.com      | 443 | true",
                "example.com        | example.com.     | 443 | true",
                // With a dot or an asterisk in front, for its subdomains alone.
                ".example.com       | www.example.com  | 443 | true",
                ".example.com       | example.com      | 443 | false",
                "*.example.com      | www.example.com  | 443 | true",
                "*.example.com      | example.com      | 443 | false",
                // One port.
                "example.com:8443   | example.com      | 8443 | true",
                "example.com:8443   | example.com      | 443 | false",
                ".example.com:443   | www.example.com  | 443 | true",
                ".example.com:443   | www.example.com  | 80  | false",
                "10.1.2.3:80        | 10.1.2.3         | 80  | true",
                "10.1.2.3:80        | 10.1.2.3         | 443 | false",
                "[2001:db8::1]:443  | [2001:db8::1]    | 443 | true",
                "[2001:db8::1]:443  | [2001:db8::1]    | 80  | false",
                // Addresses and networks; a name is not looked up.
                "10.1.2.3           | 10.1.2.3         | 443 | true",
                "10.1.2.3           | 10.1.2.33        | 443 | false",
                "10.0.0.0/8         | 10.255.0.1       | 443 | true",
                "10.0.0.0/8         | 11.0.0.1         | 443 | false",
                "192.168.4.0/22     | 192.168.7.255    | 443 | true",
                "192.168.4.0/22     | 192.168.8.0      | 443 | false",
                "10.1.2.3/32        | 10.1.2.3         | 443 | true",
                "0.0.0.0/0          | 8.8.8.8          | 443 | true",
                "10.0.0.0/8         | ten.example.com  | 443 | false",
                "2001:db8::/32      | [2001:db8:1::1]  | 443 | true",
                "2001:db8::/32      | [2001:db9::1]    | 443 | false",
                "2001:db8::1        | [2001:db8:0::1]  | 443 | true",
                "::/0               | 8.8.8.8          | 443 | false",
                // All, and lists.
                "*                  | example.com      | 443 | true",
                "a.com,b.com        | b.com            | 443 | true",
                "a.com  b.com       | b.com            | 443 | true",
                " a.com , .b.com ,  | x.b.com          | 443 | true",
                "a.com,b.com        | c.com            | 443 | false",
                "''                 | example.com      | 443 | false",
                // What is no rule names nobody.
                "10.0.0.0/99        | 10.0.0.1         | 443 | false",
                "999.0.0.0/8        | 10.0.0.1         | 443 | false",
                "example.com/24     | example.com      | 443 | false",
            })
    void no_proxy_is_read_as_other_programs_read_it(String noProxy, String host, int port, boolean direct) {
        assertThat(DirectHosts.of(noProxy, "").contains(host, port)).isEqualTo(direct);
    }

    @ParameterizedTest(name = "http.nonProxyHosts={0}: {1} is reached without the proxy: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "example.com        ; example.com     ; true",
                "example.com        ; www.example.com ; false",
                "*.example.com      ; www.example.com ; true",
                "*.example.com|10.* ; 10.1.2.3        ; true",
                "*.example.com|10.* ; 11.1.2.3        ; false",
                "web*               ; web7            ; true",
                "a+b                ; aab             ; false",
                "*                  ; example.com     ; true",
                "[2001:db8::1]      ; [2001:db8::1]   ; true",
            })
    void javas_own_property_is_read_as_java_reads_it(String nonProxyHosts, String host, boolean direct) {
        assertThat(DirectHosts.of("", nonProxyHosts).contains(host, 443)).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost",
        "LOCALHOST",
        "swath.localhost",
        "127.0.0.1",
        "127.8.9.10",
        "[::1]",
        "0.0.0.0",
        "169.254.169.254",
        "metadata.google.internal",
        "[fe80::1]"
    })
    void this_machine_and_what_its_cloud_tells_it_are_never_reached_through_a_proxy(String host) {
        assertThat(DirectHosts.NONE.contains(host, 80)).isTrue();
    }

    @Test
    void all_other_hosts_are() {
        assertThat(DirectHosts.NONE.contains("earthengine.googleapis.com", 443)).isFalse();
        assertThat(DirectHosts.NONE.contains("127.0.0.1.example.com", 443)).isFalse();
        assertThat(DirectHosts.NONE.contains("10.0.0.1", 443)).isFalse();
        assertThat(DirectHosts.NONE.contains("intranet", 443)).isFalse();
    }
}
