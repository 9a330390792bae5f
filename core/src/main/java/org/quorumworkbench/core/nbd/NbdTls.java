// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * The TLS that a connection must have.
 *
 * @param certificates
 *            a folder with {@code ca-cert.pem}, whom to trust, and perhaps {@code client-cert.pem}
 *            and {@code client-key.pem}, who we are (the names that libvirt, QEMU, nbdkit and
 *            libnbd give them); absent to trust whom Java trusts
 * @param hostname
 *            whom the server's certificate must be for, if not the host that is connected to
 * @param verify
 *            whether the certificate must be for that host and from somebody trusted
 */
public record NbdTls(Optional<Path> certificates, Optional<String> hostname, boolean verify) {

    /** As {@code nbds} has it where nothing else is said. */
    public static final NbdTls STANDARD = new NbdTls(Optional.empty(), Optional.empty(), true);

    /** Whom the certificate must be for. */
    String expected(NbdAddress address) {
        return hostname.orElseGet(() -> switch (address) {
            case NbdAddress.Tcp(String host, int _) -> host;
            // Who listens on this machine's socket is this machine.
            case NbdAddress.Unix _ -> "localhost";
        });
    }

    SSLEngine client(NbdAddress address) throws NbdProblem {
        int port = address instanceof NbdAddress.Tcp tcp ? tcp.port() : NbdAddress.PORT;
        SSLEngine engine = context("client").createSSLEngine(expected(address), port);
        engine.setUseClientMode(true);
        if (verify) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /**
     * A server's credentials: {@code server-cert.pem} and {@code server-key.pem} in the folder. Where
     * {@code ca-cert.pem} lies beside them, clients need a certificate from there if it is verified.
     */
    static SSLContext server(Path folder) throws NbdProblem {
        return new NbdTls(Optional.of(folder), Optional.empty(), true).context("server");
    }

    private SSLContext context(String role) throws NbdProblem {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(PemFiles.keys(certificates, role),
                    verify ? PemFiles.trusted(certificates) : TrustAnyone.MANAGERS,
                    null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            Wording why = Wording.foreign(String.valueOf(e.getMessage()));
            throw new NbdProblem(certificates
                    .map(folder -> Wording.of("the certificates in '{0}' cannot be used: {1}", folder, why))
                    .orElseGet(() -> Wording.of("the certificates cannot be used: {0}", why)),
                    role.equals("server")
                            ? Wording.of("Give a folder with ca-cert.pem, server-cert.pem and server-key.pem.")
                            : Wording.of("Give a folder with ca-cert.pem."),
                    Errno.EINVAL);
        }
    }

    /** Why no keys could be agreed on, as part of a sentence about the server. */
    NbdProblem refusal(IOException failure, NbdAddress address) {
        List<String> reasons = java.util.stream.Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
                .limit(10).filter(e -> e instanceof GeneralSecurityException || e instanceof IOException)
                .map(e -> e.getClass().getSimpleName() + ": " + e.getMessage()).toList();
        String all = String.join("; ", reasons);
        String host = expected(address);
        if (all.contains(CertificateException.class.getSimpleName())
                && all.matches("(?s).*(No name matching|No subject alternative|IP address).*")) {
            return new NbdProblem(Wording.of("its certificate is not for '{0}'", host),
                    Wording.of("Say whom it is for with tls-hostname, if that is whom you mean."), Errno.EPERM);
        }
        if (all.contains("CertPathBuilderException") || all.contains("CertPathValidatorException")
                || all.contains("ValidatorException")) {
            return new NbdProblem(certificates
                    .map(folder -> Wording.of("its certificate is not trusted by '{0}'",
                            folder.resolve(PemFiles.TRUSTED)))
                    .orElseGet(() -> Wording.of("its certificate is not trusted by the authorities that Java knows")),
                    Wording.of("Give the folder with the right ca-cert.pem as tls-certificates."), Errno.EPERM);
        }
        return new NbdProblem(
                Wording.of("no TLS came about: {0}", Wording.foreign(String.valueOf(failure.getMessage()))),
                Wording.of("Check the certificates of both sides."), Errno.EPERM);
    }
}
