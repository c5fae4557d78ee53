# /etc/varnish/stoppress.vcl: a cache that keeps each page until the newspaper says that it has changed.
# Needs the packages varnish and varnish-modules. Started with a second door, on which only the newspaper speaks:
#   varnishd -a 127.0.0.1:6081 -a purge=127.0.0.1:6082 -f /etc/varnish/stoppress.vcl -s malloc,512m
#            -p http_resp_hdr_len=64k -p http_resp_size=96k -p workspace_backend=256k -p workspace_client=256k
# The newspaper: --caches http://127.0.0.1:6082 --trusted-proxies 127.0.0.1
vcl 4.1;

import std;
import var;
import xkey;

backend newspaper {
    .host = "127.0.0.1";
    .port = "5080";
}

sub vcl_recv {
    # Readers have no way to this door.
    if (local.socket == "purge") {
        if (req.method != "PURGE") {
            return (synth(405));
        }
        var.global_set("purged", "" + std.time2real(now, 0.0));
        if (req.http.Surrogate-Key == "everything") {
            ban("obj.status != 0");
        } else {
            set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
        }
        return (synth(200));
    }
    # The desk, and what watches the newspaper, must be asked each time.
    if (req.method != "GET" && req.method != "HEAD" || req.url ~ "^/-/(desk|health)([/?]|$)") {
        return (pass);
    }
    # Readers' pages know no cookies.
    unset req.http.Cookie;
    unset req.http.Authorization;
    return (hash);
}

sub vcl_backend_fetch {
    set bereq.http.X-Began = std.time2real(now, 0.0);
}

sub vcl_backend_response {
    # A page that was asked for before something was purged may be of before: it is given out once, and not kept.
    if (std.real(var.global_get("purged"), 0.0) >= std.real(bereq.http.X-Began, 0.0)) {
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
        return (deliver);
    }
    set beresp.http.X-Filed = std.time2real(now, 0.0);
    # What names its keys is true until one of them is purged. What names none (not there, gone, elsewhere) is asked for each time.
    if (beresp.status == 200 && beresp.http.Surrogate-Key) {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        set beresp.ttl = 52w;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.grace = 0s;
}

sub vcl_hit {
    # Purged just after it was looked at above: it may not have been filed yet when its keys were looked for. It is fetched anew, once.
    if (std.real(var.global_get("purged"), 0.0) >= std.real(obj.http.X-Filed, 0.0) && std.real(var.global_get("purged"), 0.0) - std.real(obj.http.X-Filed, 0.0) < 2.0) {
        set req.hash_always_miss = true;
        return (restart);
    }
}

sub vcl_deliver {
    unset resp.http.X-Filed;
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
}
