using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StopPress.Store;

namespace StopPress;

/// <summary>Sends metrics and traces to where the owner gathers them (OTLP over HTTP, opentelemetry.io). Off unless the setting <c>telemetry</c> says where.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly IDisposable metrics;
    private readonly IDisposable traces;

    private Telemetry(Uri address)
    {
        var newspaper = ResourceBuilder.CreateEmpty().AddService("stoppress", serviceVersion: Release.Version).AddTelemetrySdk();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(newspaper)
            .AddMeter(Measures.Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
            .AddOtlpExporter(exporter => (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(address, "v1/metrics")))
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(newspaper)
            .AddSource(Measures.Name, "Npgsql")
            .AddOtlpExporter(exporter => (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(address, "v1/traces")))
            .Build();
    }

    /// <summary>Begins to send; null when nothing is to leave the machine.</summary>
    public static Telemetry? Begin(Uri? address) => address is null ? null : new Telemetry(address);

    /// <summary>Sends what is left, and ends.</summary>
    public void Dispose()
    {
        metrics.Dispose();
        traces.Dispose();
    }
}
