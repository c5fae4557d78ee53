using Microsoft.AspNetCore.Connections;
using Npgsql;
using StopPress.Store;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>Why a newspaper does not open, in plain words: what is wrong with the folder, the address or the database that it was given.</summary>
internal static class StartFaults
{
    /// <summary>The refusal that says what is wrong, or null when it is nothing that an owner can mend.</summary>
    public static Refusal? RefusalOf(Exception fault, MachineSettings settings)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (Told(one, settings) is { } refusal) return refusal;
        }
        return Breakdown.RefusalOf(fault) is { } broken ? broken with { Help = $"{broken.Help} ({fault.Message})" }
            : fault is IOException ? new Refusal("cannot-open", $"The newspaper cannot open: {fault.Message}")
            : null;
    }

    private static Refusal? Told(Exception fault, MachineSettings settings) => fault switch
    {
        InvalidOperationException when settings.Urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) => new Refusal(
            "no-certificate", "There is no certificate for https.", "Listen on http, behind a proxy that has the certificate, and say --public-address https://…"),
        AddressInUseException => new Refusal(
            "address-in-use", $"Something else listens already on {string.Join(" or ", settings.Urls)}.", "Stop it, or say another address with --urls."),
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AccessDenied or System.Net.Sockets.SocketError.AddressNotAvailable } socket => new Refusal(
            "wrong-address", $"The newspaper may not listen on {string.Join(" or ", settings.Urls)}: {socket.Message}.", "Say another address with --urls; ports below 1024 need a right of their own."),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege } told =>
            new Refusal("database-refuses", $"The database does not let the newspaper in: {told.MessageText}.", "Look at the setting \"database\" (stoppress config)."),
        IOException or UnauthorizedAccessException when IsInTheWay(settings.Data) is { } place => new Refusal(
            "no-folder", $"The data folder {settings.Data} cannot be made: {place} is a file.", "Say another folder with --data."),
        DirectoryNotFoundException or IOException when !Directory.Exists(settings.Data) => new Refusal(
            "no-folder", $"The data folder {settings.Data} cannot be made: {fault.Message}", "Say another folder with --data."),
        _ => null,
    };

    /// <summary>The file that stands where a folder is to be, or null.</summary>
    public static string? IsInTheWay(string folder)
    {
        for (string? place = Path.GetFullPath(folder); place is not null; place = Path.GetDirectoryName(place))
        {
            if (File.Exists(place)) return place;
        }
        return null;
    }
}
