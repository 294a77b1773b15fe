package dev.swath.flow.store;

import dev.swath.network.TrustedAuthorities;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Lets a component of Camel trust the authorities that a setting names, beside those of Java. */
public final class TrustedTls extends SSLContextParameters {

    private final TrustedAuthorities authorities;

    /** Trusts these authorities. */
    public TrustedTls(TrustedAuthorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public SSLContext createSSLContext(CamelContext context) {
        return authorities.tls();
    }
}
