using StopPress.Commands;

// Read once, before the first socket is made: answers then go out on the thread that read the request.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
return await CommandLine.RunAsync(args);
